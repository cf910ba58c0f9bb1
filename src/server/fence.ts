/**
 * What happens when a handler crashes? Its own answer is lost and the log says so; nothing else.
 * Every handler passes through here. Must not swallow cancellation or a handler's own error answer.
 */
import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Thrown by long work when its request was cancelled; becomes LSP's answer for that. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
  }
}

export class Fence {
  /**
   * `log` receives one message a crash. `fault` is the name of a handler that must crash, for tests
   * of the fence itself; null in earnest.
   */
  constructor(
    private readonly log: (message: string) => void,
    private readonly fault: string | null,
  ) {}

  /** A request's handler whose crash becomes an error answer. `name` is what the log calls it. */
  request<P, R, E = void>(name: string, handler: (params: P, token: CancellationToken) => R | Promise<R>): (params: P, token?: CancellationToken) => Promise<R | ResponseError<E>> {
    return async (said, last) => {
      // Of a request without parameters the token is all that comes.
      const [params, token] = last === undefined ? [null as P, said as CancellationToken] : [said, last];
      try {
        this.injectFault(name);
        return await handler(params, token);
      } catch (error) {
        if (error instanceof ResponseError) return error as ResponseError<E>;
        if (error instanceof Cancelled) return new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
        this.log(describe(name, error));
        return new ResponseError(LSPErrorCodes.RequestFailed, `${name} failed; the log of Caley Compliance says why`);
      }
    };
  }

  /** A notification's handler, or a piece of background work. Says whether it ended well. */
  async run(name: string, work: () => void | Promise<void>): Promise<boolean> {
    try {
      this.injectFault(name);
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Cancelled)) this.log(describe(name, error));
      return false;
    }
  }

  /** The same for work that must be done before the caller goes on; `otherwise` is the answer after a crash. */
  runNow<R>(name: string, work: () => R, otherwise: R): R {
    try {
      this.injectFault(name);
      return work();
    } catch (error) {
      this.log(describe(name, error));
      return otherwise;
    }
  }

  private injectFault(name: string): void {
    if (this.fault === name) throw new Error(`a fault was asked for in ${name}`);
  }
}

function describe(name: string, error: unknown): string {
  return `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
