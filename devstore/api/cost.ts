import {
  Kind,
  OperationTypeNode,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  valueFromASTUntyped,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export const maxQueryCost = 1000;
const mutationCost = 10;
const connectionBase = 2;

interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}
type Data = Record<string, unknown>;

const isConnection = (type: GraphQLNamedType) => type.name.endsWith('Connection');
const asObject = (value: unknown): Data | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : null);

function fieldsOf(walk: Walk, type: GraphQLNamedType) {
  return 'getFields' in type ? (type.getFields() as Record<string, { type: GraphQLOutputType } | undefined>) : {};
}

/** Cost of a selection; with `data`, what the answer really cost, without, the most that it can. */
function selectionCost(walk: Walk, type: GraphQLNamedType, set: SelectionSetNode, data: Data | null, size = 1): number {
  let own = 0;
  let dearestBranch = 0;
  let branches = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const definition = fieldsOf(walk, type)[selection.name.value];
      if (!definition || !selection.selectionSet) continue;
      const key = selection.alias?.value ?? selection.name.value;
      if (data && (data[key] === null || data[key] === undefined)) continue;
      const named = getNamedType(definition.type);
      const value = data ? data[key] : undefined;
      const amount = (name: string) => {
        const argument = selection.arguments?.find((one) => one.name.value === name);
        return argument ? Number(valueFromASTUntyped(argument.value, walk.variables) ?? 0) : 0;
      };
      own += fieldCost(
        walk,
        named,
        definition.type,
        selection.selectionSet,
        data ? { value } : null,
        Math.max(amount('first'), amount('last')),
        size,
        selection.name.value,
      );
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    if (!fragment) continue;
    const condition = fragment.typeCondition ? walk.schema.getType(fragment.typeCondition.name.value) : type;
    const cost = selectionCost(walk, condition ?? type, fragment.selectionSet, data, size);
    if (isAbstractType(type)) dearestBranch = Math.max(dearestBranch, cost);
    else branches += cost;
  }
  return own + branches + dearestBranch;
}

function fieldCost(
  walk: Walk,
  named: GraphQLNamedType,
  type: GraphQLOutputType,
  set: SelectionSetNode,
  data: { value: unknown } | null,
  pageSize: number,
  size: number,
  name: string,
): number {
  if (!isCompositeType(named)) return 0;
  if (isConnection(named)) return connectionBase + selectionCost(walk, named, set, data ? asObject(data.value) : null, pageSize);
  const structural = named.name.endsWith('Edge') || named.name === 'PageInfo';
  if (data) {
    const items = Array.isArray(data.value) ? data.value.map(asObject) : [asObject(data.value)];
    return items.reduce((sum, item) => sum + (item ? (structural ? 0 : 1) + selectionCost(walk, named, set, item) : 0), 0);
  }
  const repeated = name === 'edges' || name === 'nodes' ? size : 1;
  const isList = isListType(getNullableType(type));
  return (isList ? repeated : 1) * ((structural ? 0 : 1) + selectionCost(walk, named, set, null));
}

/**
 * Points of an operation: 1 an object, 0 a scalar, a connection 2 plus its objects, 10 a mutation field.
 * Without `data` it is the requested cost, computed from `first` and `last`; with it, the actual cost.
 */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  data?: unknown,
): number {
  const fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const walk = { schema, fragments, variables };
  const cost = selectionCost(walk, root, operation.selectionSet, data === undefined ? null : (asObject(data) ?? {}));
  if (operation.operation !== OperationTypeNode.MUTATION) return cost;
  return mutationCost * operation.selectionSet.selections.length;
}
