/**
 * What commands and views ask of the server, and hear of it. The client that speaks with it is loaded once the extension is active: it is ten times as much code as all the rest, and
 * whoever asks meanwhile waits for it.
 * Must not know where the server runs.
 */
import type { CancellationToken, WorkspaceEdit } from 'vscode';
import { Disposable } from 'vscode';
import type { BaseLanguageClient, GenericNotificationHandler } from 'vscode-languageclient';

/** What a client's module offers, beside the client itself. */
export interface Connected {
  readonly client: BaseLanguageClient;
  /** Tells of the progress of a request that was made with the token. */
  onProgress(token: string | number, told: (value: WorkDone) => void): Disposable;
  /** What the editor makes of an edit as LSP has it. */
  toEdit(edit: unknown): Promise<WorkspaceEdit>;
}

export interface WorkDone {
  readonly kind: string;
  readonly message?: string;
  readonly percentage?: number;
}

export class Server {
  private readonly connected: Promise<Connected>;

  /** `connect` is called in a later turn. */
  constructor(connect: () => Promise<Connected>) {
    this.connected = new Promise((resolve) => setTimeout(resolve, 0)).then(connect);
    // Who asks is told.
    this.connected.catch(() => undefined);
  }

  async request<R>(method: string, params: unknown = null, token?: CancellationToken): Promise<R> {
    const { client } = await this.connected;
    // What is said to be nothing would be sent as something.
    return token === undefined ? client.sendRequest<R>(method, params) : client.sendRequest<R>(method, params, token);
  }

  /** Of what the server tells by itself; all of it where this is called as the extension begins. */
  on(method: string, told: GenericNotificationHandler): Disposable {
    return this.later(({ client }) => client.onNotification(method, told));
  }

  onProgress(token: string | number, told: (value: WorkDone) => void): Disposable {
    return this.later((connected) => connected.onProgress(token, told));
  }

  async toEdit(edit: unknown): Promise<WorkspaceEdit> {
    return (await this.connected).toEdit(edit);
  }

  async restart(): Promise<void> {
    const { client } = await this.connected;
    await client.stop();
    await client.start();
  }

  async dispose(): Promise<void> {
    await (await this.connected).client.dispose();
  }

  private later(listen: (connected: Connected) => Disposable): Disposable {
    let isOver = false;
    let listening: Disposable | null = null;
    this.connected.then((connected) => {
      if (!isOver) listening = listen(connected);
    }, () => undefined);
    return new Disposable(() => {
      isOver = true;
      listening?.dispose();
    });
  }
}
