/** The API document (OpenAPI 3.1), made from the table of operations. What TypeScript may only read, a client may well send: no `readOnly`. */
import { anywhere, operations, Problem, problems, type Operation, type ProblemCode } from '@passaggio/contracts';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';

export function apiDocument(): ReturnType<typeof createDocument> {
  const paths: { [path: string]: { [method: string]: ZodOpenApiOperationObject } } = {};
  for (const [id, operation] of Object.entries(operations)) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describe(id, operation) };
  }
  const cookie = (name: string) => ({ type: 'apiKey' as const, in: 'cookie' as const, name });
  const document = {
    openapi: '3.1.0',
    info: { title: 'Passaggio', version: '1', description: 'Booked, planned and driven rides to work and back. Errors are problem+json with stable codes.' },
    paths: paths,
    components: { securitySchemes: { rider: cookie('__Host-rider'), driver: cookie('__Host-driver'), staff: cookie('__Host-staff') } },
  } as const;
  return createDocument(document, { override: ({ jsonSchema }) => void delete jsonSchema.readOnly });
}

function describe(id: string, operation: Operation): ZodOpenApiOperationObject {
  const { summary, door, params, query, body, answer, codes } = operation;
  return {
    operationId: id,
    summary,
    tags: [door === 'public' ? 'everybody' : door],
    security: door === 'public' ? [] : [{ [door]: [] }],
    requestParams: { ...(params === undefined ? {} : { path: params }), ...(query === undefined ? {} : { query }) },
    ...(body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: answer } } },
      ...refusals([...anywhere, ...(door === 'rider' ? (['locked'] as const) : []), ...codes]),
    },
  };
}

/** One response a status, with the codes that it can carry. */
function refusals(codes: readonly ProblemCode[]): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, Set<ProblemCode>>();
  for (const code of codes) byStatus.set(problems[code], (byStatus.get(problems[code]) ?? new Set()).add(code));
  return Object.fromEntries(
    [...byStatus].map(([status, all]) => [String(status), { description: [...all].join(', '), content: { 'application/problem+json': { schema: Problem } } }]),
  ) as ZodOpenApiResponsesObject;
}
