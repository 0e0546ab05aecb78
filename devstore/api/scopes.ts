import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode } from 'graphql';
import type { Access, AdminSchema } from './schema.ts';

export interface Denial {
  path: string[];
  field: string;
  access: Access;
  line: number;
  column: number;
}

const implied = (granted: ReadonlySet<string>, scope: string) =>
  granted.has(scope) || (scope.startsWith('read_') && granted.has(scope.replace('read_', 'write_')));
const opened = (granted: ReadonlySet<string>, access: Access | undefined) => !access || access.scopes.some((scope) => implied(granted, scope));

/** The fields of a document that the granted scopes do not open, by the official table; each field once. */
export function deniedFields(admin: AdminSchema, document: DocumentNode, granted: ReadonlySet<string>): Denial[] {
  const denials: Denial[] = [];
  const path: string[] = [];
  const info = new TypeInfo(admin.schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          path.push(node.alias?.value ?? node.name.value);
          const parent = info.getParentType()?.name ?? '';
          const byType = admin.typeAccess.get(parent);
          const byField = admin.fieldAccess.get(`${parent}.${node.name.value}`);
          const wanting = opened(granted, byField) ? (opened(granted, byType) ? null : byType) : byField;
          if (!wanting) return;
          const inside = wanting === byType;
          const where = inside ? path.slice(0, -1) : [...path];
          const field = where.at(-1) ?? node.name.value;
          if (denials.some((denial) => denial.path.join('.') === where.join('.'))) return;
          denials.push({ path: where, field, access: wanting, line: node.loc?.startToken.line ?? 1, column: node.loc?.startToken.column ?? 1 });
        },
        leave() {
          path.pop();
        },
      },
    }),
  );
  return denials;
}

/** A refusal in the words and the shape of Shopify's. */
export const accessDenied = (denial: Denial) => ({
  message: `Access denied for ${denial.field} field. Required access: ${denial.access.words}`,
  locations: [{ line: denial.line, column: denial.column }],
  extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/api/usage/access-scopes', requiredAccess: denial.access.words },
  path: denial.path,
});
