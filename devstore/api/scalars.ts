import { GraphQLError, isScalarType, valueFromASTUntyped, type GraphQLScalarType, type GraphQLSchema } from 'graphql';

type Check = (value: unknown) => boolean;
const text =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

const isInstant: Check = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));
const isDay: Check = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** What each custom scalar may look like on the wire. */
const answers: Record<string, Check> = {
  Decimal: text(/^-?\d+(\.\d+)?$/),
  Money: text(/^-?\d+(\.\d+)?$/),
  DateTime: isInstant,
  Date: isDay,
  URL: (value) => typeof value === 'string' && URL.canParse(value),
  UnsignedInt64: text(/^\d{1,20}$/),
  BigInt: text(/^-?\d{1,20}$/),
  HTML: (value) => typeof value === 'string',
  FormattedString: (value) => typeof value === 'string',
  Color: text(/^#[0-9a-fA-F]{6}$/),
  ARN: text(/^arn:/),
  StorefrontID: (value) => typeof value === 'string' && value !== '',
  UtcOffset: text(/^[+-]\d\d:?\d\d$/),
  JSON: (value) => value !== undefined && typeof value !== 'function',
};

/** Inputs are taken a little more widely than answers are given, as Shopify does (numbers for decimals, dates for instants). */
const inputs: Record<string, Check> = {
  ...answers,
  Decimal: (value) => typeof value === 'number' || answers['Decimal']?.(value) === true,
  Money: (value) => typeof value === 'number' || answers['Money']?.(value) === true,
  UnsignedInt64: (value) => (typeof value === 'number' && Number.isInteger(value) && value >= 0) || answers['UnsignedInt64']?.(value) === true,
  DateTime: (value) => isInstant(value) || isDay(value),
};

function guard(type: GraphQLScalarType, checks: Record<string, Check>, doing: string): (value: unknown) => unknown {
  const check = checks[type.name];
  return (value) => {
    if (check && !check(value)) throw new GraphQLError(`${doing} ${JSON.stringify(value)} is not a ${type.name}`, { extensions: { code: 'INVALID_SCALAR' } });
    return value;
  };
}

/** Gives the schema's custom scalars their checks, so that a wrong value in an answer or an input is an error. */
export function checkScalars(schema: GraphQLSchema): void {
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (!(name in answers) || !isScalarType(type)) continue;
    const parse = guard(type, inputs, 'The value');
    type.serialize = guard(type, answers, 'The answer');
    type.parseValue = parse;
    type.parseLiteral = (node, variables) => parse(valueFromASTUntyped(node, variables));
  }
  const dateTime = schema.getType('DateTime');
  if (isScalarType(dateTime)) {
    const check = dateTime.serialize;
    // Shopify answers in whole seconds.
    dateTime.serialize = (value) => String(check(value)).replace(/\.\d+(?=Z|[+-])/, '');
  }
  const id = schema.getType('ID');
  if (isScalarType(id)) {
    id.serialize = (value) => {
      if (typeof value !== 'string' || value === '') throw new GraphQLError(`The answer ${JSON.stringify(value)} is not an ID`);
      return value;
    };
  }
}
