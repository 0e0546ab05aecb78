import {
  OperationTypeNode,
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** How the objects of a connection are found in an answer, and the connections inside them. */
export interface ConnectionPlan {
  key: string;
  /** Response keys of `edges` and its `node`, and of `nodes`. */
  edges: string | null;
  node: string | null;
  nodes: string | null;
  children: { path: string[]; plan: ConnectionPlan }[];
}
/** The query cannot run in bulk; the message is Shopify's kind of message. */
export class BulkQueryRefused extends Error {}

const connectionsMax = 5;
const nestingMax = 2;
interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  count: number;
}
interface Field {
  node: FieldNode;
  parent: GraphQLNamedType;
  type: GraphQLOutputType;
}

const keyOf = (node: FieldNode) => node.alias?.value ?? node.name.value;

/** The fields of a selection, fragments unfolded. */
function fieldsOf(walk: Walk, type: GraphQLNamedType, set: SelectionSetNode): Field[] {
  return set.selections.flatMap((selection): Field[] => {
    if (selection.kind === Kind.FIELD) {
      const definition = 'getFields' in type ? type.getFields()[selection.name.value] : undefined;
      return definition ? [{ node: selection, parent: type, type: definition.type as GraphQLOutputType }] : [];
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    if (!fragment) return [];
    const condition = fragment.typeCondition ? walk.schema.getType(fragment.typeCondition.name.value) : type;
    return fieldsOf(walk, condition ?? type, fragment.selectionSet);
  });
}

function planConnection(walk: Walk, field: Field, depth: number): ConnectionPlan {
  walk.count += 1;
  if (walk.count > connectionsMax) throw new BulkQueryRefused('Bulk queries cannot contain more than 5 connections.');
  if (depth > nestingMax) throw new BulkQueryRefused('Bulk queries cannot contain connections with a nesting depth greater than 2.');
  const plan: ConnectionPlan = { key: keyOf(field.node), edges: null, node: null, nodes: null, children: [] };
  const type = getNamedType(field.type);
  for (const inner of fieldsOf(walk, type, field.node.selectionSet ?? emptySet)) {
    if (inner.node.name.value === 'nodes') {
      plan.nodes = keyOf(inner.node);
      planObject(walk, plan, inner, [], depth, field);
    } else if (inner.node.name.value === 'edges') {
      plan.edges = keyOf(inner.node);
      for (const edge of fieldsOf(walk, getNamedType(inner.type), inner.node.selectionSet ?? emptySet)) {
        if (edge.node.name.value !== 'node') continue;
        plan.node = keyOf(edge.node);
        planObject(walk, plan, edge, [], depth, field);
      }
    }
  }
  if (!plan.nodes && !plan.node) throw new BulkQueryRefused("All connections in a bulk query must select 'edges' > 'node' or 'nodes'.");
  return plan;
}

/** Looks for connections inside the objects of a connection, also inside single objects of theirs. */
function planObject(walk: Walk, plan: ConnectionPlan, object: Field, path: string[], depth: number, connection: Field, parentHasId = false): void {
  const fields = fieldsOf(walk, getNamedType(object.type), object.node.selectionSet ?? emptySet);
  const hasId = parentHasId || fields.some((field) => field.node.name.value === 'id' && !field.node.alias);
  for (const field of fields) {
    if (!field.node.selectionSet) continue;
    if (getNamedType(field.type).name.endsWith('Connection')) {
      if (!hasId)
        throw new BulkQueryRefused(
          `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${connection.node.name.value}.`,
        );
      plan.children.push({ path, plan: planConnection(walk, field, depth + 1) });
    } else if (isListType(getNullableType(field.type))) refuseInside(walk, field);
    else planObject(walk, plan, field, [...path, keyOf(field.node)], depth, connection, hasId);
  }
}

function refuseInside(walk: Walk, list: Field): void {
  for (const field of fieldsOf(walk, getNamedType(list.type), list.node.selectionSet ?? emptySet)) {
    if (getNamedType(field.type).name.endsWith('Connection'))
      throw new BulkQueryRefused('Queries that contain a connection field within a list field are not currently supported.');
    if (field.node.selectionSet) refuseInside(walk, field);
  }
}
const emptySet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

/** Checks that a query can run in bulk and says where its objects will be. @throws BulkQueryRefused */
export function planBulkQuery(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): ConnectionPlan {
  const root = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || !root) throw new BulkQueryRefused('Bulk queries must be a query.');
  const fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
  const walk: Walk = { schema, fragments, count: 0 };
  const fields = fieldsOf(walk, root, operation.selectionSet);
  const [field] = fields;
  if (!field || fields.length > 1) throw new BulkQueryRefused('Bulk queries must have exactly one top-level field.');
  if (field.node.name.value === 'node' || field.node.name.value === 'nodes')
    throw new BulkQueryRefused("Bulk queries cannot contain the top-level fields 'node' and 'nodes'.");
  if (!getNamedType(field.type).name.endsWith('Connection')) throw new BulkQueryRefused('Bulk queries must contain at least one connection.');
  if (operation.variableDefinitions && operation.variableDefinitions.length > 0) throw new BulkQueryRefused('Bulk queries cannot have variables.');
  return planConnection(walk, field, 0);
}
