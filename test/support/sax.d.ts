/** What tests use of sax, which brings no types. Must not say more than they use. */
declare module 'sax' {
  interface Tag {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
  }
  interface Parser {
    onopentag: (tag: Tag) => void;
    onclosetag: (name: string) => void;
    ontext: (text: string) => void;
    onerror: (error: Error) => void;
    onprocessinginstruction: (instruction: { readonly name: string; readonly body: string }) => void;
    write(text: string): Parser;
    close(): Parser;
  }
  export function parser(isStrict: boolean): Parser;
}
