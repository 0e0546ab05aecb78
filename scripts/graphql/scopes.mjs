import { TypeInfo, visit, visitWithTypeInfo } from 'graphql';

const opens = (granted, scope) => granted.has(scope) || (scope.startsWith('read_') && granted.has(scope.replace('read_', 'write_')));

/** Of each field that a document touches, the scopes of which any one opens it; by field. */
export function neededScopes(schema, scopeRows, document) {
  const byType = new Map();
  const byField = new Map();
  for (const row of scopeRows) {
    if (row.offlineScopes.length === 0) continue;
    if (row.type === 'type') byType.set(row.typeName, row.offlineScopes);
    else byField.set(`${row.typeName}.${row.fieldName}`, row.offlineScopes);
  }
  const needed = new Map();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType()?.name ?? '';
        const field = `${parent}.${node.name.value}`;
        for (const scopes of [byField.get(field), byType.get(parent)]) if (scopes) needed.set(field, scopes);
      },
    }),
  );
  return needed;
}

/** Fields that the granted scopes do not open, and granted scopes that open nothing we use. */
export function compareScopes(needed, granted, usedElsewhere) {
  const closed = [...needed].filter(([, scopes]) => !scopes.some((scope) => opens(granted, scope)));
  const used = new Set([...needed.values()].flat());
  const unused = [...granted].filter((scope) => !used.has(scope) && !used.has(scope.replace('write_', 'read_')) && !usedElsewhere.has(scope));
  return { closed, unused };
}
