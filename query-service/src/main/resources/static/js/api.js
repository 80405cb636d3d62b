const DEADLINE_MILLIS = 15_000;

/** An answer that is none, as a problem document describes it. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail ?? title);
    this.status = status;
    this.title = title;
  }
}

/**
 * Reads from the API. Parameters that are null or undefined are left out. With the token of a live update the answer shows
 * what was told; where that cannot be shown in time, what is there is better than nothing.
 * Throws a Problem if there is no answer to show, and an AbortError if the signal said so.
 */
export async function get(path, parameters = {}, signal = undefined, token = null) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined));
  const deadline = AbortSignal.timeout(DEADLINE_MILLIS);
  let answer;
  try {
    answer = await fetch(path + (query.size > 0 ? '?' + query : ''), {
      headers: { Accept: 'application/json', ...(token && { 'Consistency-Token': token }) },
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    if (answer.ok) {
      return await answer.json();
    }
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new Problem(0, 'Orderstream does not answer', 'It may be starting, or the connection is down.');
  }
  if (token && answer.status === 503) {
    return get(path, parameters, signal);
  }
  const problem = await answer.json().catch(() => ({}));
  throw new Problem(answer.status, problem.title ?? `Status ${answer.status}`, problem.detail);
}
