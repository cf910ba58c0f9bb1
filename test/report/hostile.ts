/**
 * A workspace whose author wants reports to break, or to say what is not so: in names of files and of code, reasons and mistakes stands what one form or another would read.
 */
import type { Finding, FlowStep } from '../../src/analysis';
import { collectReport } from '../../src/report';
import type { Report, ReportedFinding } from '../../src/report';
import { LineIndex } from '../../src/text';
import { samplePolicy, tool } from './sample';

/** Each tries one way out. */
export const hostileTexts: readonly string[] = [
  'plain', '</title><script>alert("x")</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='x", '--><b>', '<!-- ', ']]>', '<![CDATA[', '</testcase><testcase name="ok">', '&lt;b&gt; &amp; &#60;',
  '%0A::error::no', '\n::error file=x::no', '\r\n::set-output name=a::b', ' ::stop-commands::x', '::', ',title=no,line=9', '##[error]no', '%25 %', '\\n',
  '`code` ``two``', '```\nfence', '| a | b |', '# Heading', '- item', '1. item', '[a](javascript:b)', '![a](https://no.example/a.png)', '<https://no.example>', 'https://no.example/a', 'www.no.example', '@octocat', '@acme/team #1 GH-1', '$x$ ~~y~~ **z** _w_', '{{7*7}} ${x} {0}',
  '\u202egnp.ts', '\u2066a\u2069', '\u200b\ufeff', '🗓 日本', 'e\u0301', '\ud800', '\uffff', '\ufdd0 \u{10fffe}', '\u0000\u0007\u001b[31m', 'tab\tand\nline', ' edges ', '=SUM(A1)', '../up', 'C:\\x', "';drop", 'a'.repeat(300),
];

export const credential = 'not-a-real-credential-0123456789';

export function hostileFile(text: string): string {
  return `src/${text}/${text}.ts`;
}

/** One file for each text: a finding with it in each of its parts, one that is suppressed by it, a credential, a mistake; and a file of that name left out. */
export function hostileReport(texts: readonly string[] = hostileTexts): Report {
  const files = new Map([...new Set(texts)].map((text) => [hostileFile(text), text]));
  const codeOf = (text: string): string => `log(${text}); key = '${credential}';\nlog(user.email); // ${text}\n`;
  return collectReport({
    policy: samplePolicy, files: [...files.keys()], declarations: [], weakened: () => 1, openRequests: () => 1,
    file: (path) => {
      const text = files.get(path);
      return text === undefined ? null : { text: codeOf(text), lines: new LineIndex(codeOf(text)) };
    },
    findings: (path) => findingsOf(path, files.get(path) ?? '', codeOf(files.get(path) ?? '')),
    mistakes: (path) => [{ file: path, range: { start: 0, end: 3 }, message: `${files.get(path) ?? ''} is no kind`, severity: 'error' }],
    skipped: texts.map((text) => ({ file: `skipped/${text}`, reason: 'ignored', detail: text })),
  }, tool);
}

function findingsOf(file: string, text: string, code: string): readonly ReportedFinding[] {
  const at = (part: string): Finding['range'] => ({ start: code.indexOf(part), end: code.indexOf(part) + part.length });
  const make = (rule: string, part: string, rest: Partial<Finding>): Finding => ({
    rule, clause: 'DP-DATA-2', severity: 'warning', confidence: 'high', file, range: at(part), kinds: ['data.contact.email'], value: text, sink: text, sinkPath: text, party: 'segment', details: { nearest: text }, flow: [],
    function: text, identity: `${file} ${rule}`, places: { value: at(part), sink: at(part) }, ...rest,
  });
  const flow: readonly FlowStep[] = [{ file, role: 'source', name: text, range: at('log') }, { file, role: 'sink', name: text, range: at('key') }];
  return [
    { finding: make('log/personal-data', 'log', { flow }), suppression: null },
    { finding: make('data/to-analytics', 'user.email', { severity: 'error' }), suppression: { reason: text, until: null, range: at('user'), accepted: { file, by: text } } },
    { finding: make('secret/hardcoded', `'${credential}'`, { clause: 'AUP-5', severity: 'error', value: 'key' }), suppression: null },
  ];
}
