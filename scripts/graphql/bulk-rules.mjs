import { getNamedType, isListType, isNonNullType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

const isList = (type) => isListType(isNonNullType(type) ? type.ofType : type);

/**
 * What breaks Shopify's rules for bulk queries: one root field that is a connection, one to five connections, nested at
 * most two deep below it, none inside a list, no variables, and an id wherever children have to name their parent.
 */
export function bulkMistakes(schema, document) {
  const mistakes = [];
  const info = new TypeInfo(schema);
  const open = [];
  let connections = 0;
  let deepest = 0;
  const operation = document.definitions[0];
  if (operation.variableDefinitions?.length) mistakes.push('a bulk query takes no variables');
  if (operation.selectionSet.selections.length !== 1) mistakes.push('a bulk query has one root field');
  const expanded = inlineFragments(document);
  visit(
    expanded,
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          const type = info.getType();
          const connection = type ? getNamedType(type).name.endsWith('Connection') : false;
          const container = open.at(-1);
          if (connection) {
            connections += 1;
            const depth = open.filter((one) => one.connection).length;
            deepest = Math.max(deepest, depth);
            if (open.some((one) => one.list && !one.edges)) mistakes.push(`${node.name.value} is a connection inside a list`);
          }
          const edges = (node.name.value === 'edges' || node.name.value === 'nodes') && container?.connection === true;
          open.push({ connection, edges, list: type ? isList(type) : false });
        },
        leave() {
          open.pop();
        },
      },
    }),
  );
  if (connections < 1 || connections > 5) mistakes.push(`${connections} connections, 1 to 5 are allowed`);
  if (deepest > 2) mistakes.push(`connections nested ${deepest} deep, 2 are allowed`);
  return mistakes;
}

/** The operation with every fragment spread written out, so that a walk sees each place a connection is used in. */
function inlineFragments(document) {
  const [operation, ...fragments] = document.definitions;
  const byName = new Map(fragments.map((one) => [one.name.value, one]));
  const spell = (set) => ({
    ...set,
    selections: set.selections.map((selection) => {
      const fragment = selection.kind === 'FragmentSpread' ? byName.get(selection.name.value) : null;
      if (fragment) return { kind: 'InlineFragment', typeCondition: fragment.typeCondition, selectionSet: spell(fragment.selectionSet) };
      return selection.selectionSet ? { ...selection, selectionSet: spell(selection.selectionSet) } : selection;
    }),
  });
  return { kind: 'Document', definitions: [{ ...operation, selectionSet: spell(operation.selectionSet) }] };
}
