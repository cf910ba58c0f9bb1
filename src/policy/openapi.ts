/**
 * What does an OpenAPI document say? Reads 3.0, 3.1 and Swagger 2, in YAML or JSON, into operations. What it
 * refers to in other documents is not looked up: it stays open. Must not know any API.
 */
import { ApiDocument } from './api-document';
import type { Operation } from './api-document';
import { LineIndex } from '../text';
import { OpenApiSchemas } from './openapi-schemas';
import { scopesNeeded } from './openapi-security';
import { entriesOf, itemsOf, References, textOf, valueAt } from './references';
import type { PackFile } from './types';
import { readYaml } from './yaml';

export interface ApiReading {
  readonly document: ApiDocument | null;
  /** Why there is none. */
  readonly problem: string | null;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
/** More than any published API has. */
const mostOperations = 20_000;
const mostBases = 20;
/** Longer paths and addresses are none. */
const longest = 2_000;

/** A server: its host as a glob, null where it is not told; and the path before all paths. */
interface Base {
  readonly host: string | null;
  readonly path: string;
}

/** The operations that a text describes, or what is wrong with it. Total. */
export function readApiDocument(file: PackFile): ApiReading {
  const { root, mistakes } = readYaml(file);
  const [first] = mistakes;
  if (first !== undefined || root === null) return problem(first === undefined ? 'it is empty' : `line ${String(new LineIndex(file.text).positionAt(first.range.start).line + 1)}: ${first.message.replace(/\.$/, '')}`);
  const version = textOf(valueAt(root.value, 'openapi')) ?? textOf(valueAt(root.value, 'swagger'));
  if (version === null || !/^(?:3\.\d|2\.0)/.test(version)) return problem('it says neither "openapi: 3.…" nor "swagger: \'2.0\'"');
  const document = new OpenApi(root.value).read();
  return document.operations.length === 0 ? problem('it describes no paths') : { document, problem: null };
}

function problem(why: string): ApiReading {
  return { document: null, problem: why };
}

class OpenApi {
  private readonly references: References;
  private readonly schemas: OpenApiSchemas;
  private readonly hosts = new Set<string>();
  private readonly operations: Operation[] = [];
  private readonly schemes: ReadonlyMap<string, unknown>;

  constructor(private readonly root: unknown) {
    this.references = new References(root);
    this.schemas = new OpenApiSchemas(this.references);
    this.schemes = new Map(this.securitySchemes());
  }

  read(): ApiDocument {
    const servers = this.basesOf(this.root) ?? [this.swaggerBase()];
    for (const [path, written] of entriesOf(valueAt(this.root, 'paths'))) {
      if (!path.startsWith('/') || path.length > longest || this.operations.length >= mostOperations) continue;
      const item = this.references.resolve(written);
      const bases = this.basesOf(item) ?? servers;
      if (item === null) this.add(bases, path, null, null, null);
      for (const method of methods) {
        const operation = this.references.resolve(valueAt(item, method));
        if (operation !== undefined) this.add(this.basesOf(operation) ?? bases, path, method, item, operation);
      }
    }
    this.addAuthorization();
    return new ApiDocument([...this.hosts], this.operations);
  }

  private add(bases: readonly Base[], path: string, method: string | null, item: unknown, operation: unknown): void {
    const scopes = operation === null ? [] : scopesNeeded(this.root, operation, this.schemes);
    const sent = operation === null ? { query: null, body: null } : this.schemas.sentWith(item, operation, this.keysInQuery());
    for (const base of bases) {
      if (base.host !== null) this.hosts.add(base.host);
      const deprecated = valueAt(operation, 'deprecated') === true;
      this.operations.push({ method, path: base.path + path, deprecated, successor: textOf(valueAt(operation, 'x-replaced-by')), ...sent, scopes });
    }
  }

  /** Where tokens are asked for is published too, though it is no path of the document. */
  private addAuthorization(): void {
    for (const [, scheme] of this.securitySchemes()) {
      const flows = [scheme, ...entriesOf(valueAt(scheme, 'flows')).map(([, flow]) => flow)];
      for (const flow of flows) {
        for (const key of ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'openIdConnectUrl']) {
          const url = textOf(valueAt(flow, key));
          if (url !== null && url.length <= longest) this.operations.push({ method: null, path: baseOf(url).path, deprecated: false, successor: null, query: null, body: null, scopes: [] });
        }
      }
    }
  }

  private keysInQuery(): readonly string[] {
    return this.securitySchemes().flatMap(([, scheme]) => (valueAt(scheme, 'in') === 'query' ? (textOf(valueAt(scheme, 'name')) ?? []) : []));
  }

  private securitySchemes(): readonly (readonly [string, unknown])[] {
    const all = [valueAt(valueAt(this.root, 'components'), 'securitySchemes'), valueAt(this.root, 'securityDefinitions')];
    return all.flatMap(entriesOf).map(([name, scheme]) => [name, this.references.resolve(scheme)] as const);
  }

  /** Null where it names none, so that those around it hold. */
  private basesOf(of: unknown): readonly Base[] | null {
    const urls = itemsOf(valueAt(of, 'servers')).flatMap((server) => textOf(valueAt(server, 'url')) ?? []).filter((url) => url.length <= longest);
    return urls.length === 0 ? null : urls.slice(0, mostBases).map(baseOf);
  }

  private swaggerBase(): Base {
    const [host, path] = ['host', 'basePath'].map((key) => textOf(valueAt(this.root, key)) ?? '');
    return baseOf(`//${host ?? ''}${path ?? ''}`.slice(0, longest));
  }
}

/** A server's address may have variables in braces, wherever. */
function baseOf(url: string): Base {
  const [, authority = '', path = ''] = /^(?:[^/?#]*:)?(?:\/\/([^/?#]*))?([^?#]*)/.exec(url.trim()) ?? [];
  const host = authority.replace(/^.*@/, '').replace(/:[^:]*$/, '').replace(/\{[^{}]*\}/g, '*').toLowerCase();
  // Of a host of which its owner is not known anything might be one.
  return { host: /[^.*]+\.[^.*]+$/.test(host) ? host : null, path: path.replace(/\/+$/, '') };
}
