/** The devstore's control interface, by which the demo and the tests drive a store. */
export function devstoreApi(origin) {
  const call = async (method, path, body) => {
    const answer = await fetch(`${origin}/_devstore${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const result = await answer.json();
    if (!answer.ok) throw new Error(`devstore ${method} ${path}: ${answer.status} ${result.error ?? ''}`);
    return result;
  };
  return { get: (path) => call('GET', path), post: (path, body = {}) => call('POST', path, body) };
}
