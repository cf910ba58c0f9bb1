/**
 * What may a user set, and what does a client say when it starts the server?
 * Types only; raw values are read into them in server/settings.ts.
 */

/** The `caley.*` settings. Their defaults and descriptions stand in package.json. */
export interface Settings {
  readonly enable: boolean;
  /** Findings of lower confidence are not shown. */
  readonly minimumConfidence: 'high' | 'medium' | 'low';
  /** Rule id to severity, or `off`. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Milliseconds without typing before a new finding appears on the line that is being typed. */
  readonly delay: number;
  /** A baseline's file, relative to the folder: what is in it is not shown. Empty for none. */
  readonly baseline: string;
}

export type RuleSetting = 'off' | 'hint' | 'info' | 'warning' | 'error';

/** `initializationOptions`. All of it is optional: an editor that sends nothing gets plain LSP. */
export interface InitializationOptions {
  /**
   * `push`: publish diagnostics even though the client could pull them. VS Code's client pulls
   * other files than the active one round robin every 500 ms and closed files every 2 s; pushed
   * diagnostics arrive when they are known.
   */
  readonly diagnostics?: 'push';
  /** Scheme under which the client shows the policy documents: `<scheme>:/<document>.md#L<line>`. Without it links are file URIs. */
  readonly policyScheme?: string;
  /** The client runs `command:` links in hovers: `caley.showPolicy` and `caley.showRule`. */
  readonly commandLinks?: boolean;
  /** The client answers what the server asks of folders that do not lie on its disk: protocol/remote.ts. */
  readonly remote?: boolean;
  /** URI of the folder with wasm files and packs, for a server in a browser. */
  readonly assets?: string;
  /** Settings for clients that cannot be asked for them (`workspace/configuration`). */
  readonly settings?: unknown;
}
