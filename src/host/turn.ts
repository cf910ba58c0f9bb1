/**
 * When is it the turn of what else waits? After this piece of work, as soon as messages were looked at; in Node and in a worker of a browser alike.
 * Must not wait longer.
 */

/** Says that the call is not wanted any more. */
export type Cancel = () => void;

/** Calls back in the next turn of the event loop. */
export function inNextTurn(call: () => void): Cancel {
  if (typeof setImmediate === 'function') {
    const waiting = setImmediate(call);
    return () => {
      clearImmediate(waiting);
    };
  }
  post ??= messages();
  return post(call);
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    inNextTurn(resolve);
  });
}

let post: ((call: () => void) => Cancel) | null = null;

/** As browsers have it. */
interface Port {
  onmessage: (() => void) | null;
  postMessage(message: null): void;
}

/** A browser's timers wait for some milliseconds where they are set again and again; a message does not. */
function messages(): (call: () => void) => Cancel {
  const { port1, port2 } = new MessageChannel() as unknown as { readonly port1: Port; readonly port2: Port };
  const calls: { call: (() => void) | null }[] = [];
  port1.onmessage = () => {
    calls.shift()?.call?.();
  };
  return (call) => {
    const waiting: { call: (() => void) | null } = { call };
    calls.push(waiting);
    port2.postMessage(null);
    return () => {
      waiting.call = null;
    };
  };
}
