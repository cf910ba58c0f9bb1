/**
 * How long from a keystroke to its findings in a long file of configuration? Properties typed into resources of a template, character by
 * character, through the door as the server goes.
 */
import type { Engine } from '../src/host';
import { spreadOf, time } from './bench-clock';
import type { Spread } from './bench-clock';

const typed = '      Encrypted: false # for now\n';
const path = 'bench/template.yaml';
/** The first line that is typed in a process waits for its compiler. */
const warmup = typed.length;

/** `wall` and processor time of the same strokes. */
export interface SettingStrokes {
  readonly lines: number;
  readonly wall: Spread;
  readonly cpu: Spread;
}

export function measureSettings(engine: Engine, lines: number, strokes: number): SettingStrokes {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: { minimumConfidence: 'medium', rules: new Map(), drafts: true } });
  const whole = templateOf(lines);
  const [wall, cpu]: [number[], number[]] = [[], []];
  const write = (text: string, version: number): void => {
    workspace.apply({ type: 'write', path, text, version });
    workspace.snapshot().findings(path);
  };
  write(whole, 0);
  workspace.focus([path]);
  for (let i = 0; i < warmup + strokes; i++) {
    const at = placeIn(whole, ((Math.floor(i / typed.length) * 37) % 100) / 100);
    const text = whole.slice(0, at) + typed.slice(0, (i % typed.length) + 1) + whole.slice(at);
    const { took, cpu: processor } = time(() => { write(text, i + 1); });
    if (i < warmup) continue;
    wall.push(took);
    cpu.push(processor);
  }
  return { lines: whole.split('\n').length - 1, wall: spreadOf(wall), cpu: spreadOf(cpu) };
}

/** Volumes, queues and groups of security in turn, each of some ten lines. */
function templateOf(lines: number): string {
  const parts = ['Resources:\n'];
  for (let i = 0, count = 1; count < lines; i++) {
    const n = String(i);
    const part = [
      `  Volume${n}:\n    Type: AWS::EC2::Volume\n    Properties:\n      Size: ${n}\n      Encrypted: true\n      Tags:\n        - Key: name\n          Value: !Sub "volume-\${AWS::StackName}-${n}"\n`,
      `  Queue${n}:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: queue-${n}\n      MessageRetentionPeriod: 86400\n      RedrivePolicy:\n        maxReceiveCount: 5\n        deadLetterTargetArn: !GetAtt Dead.Arn\n`,
      `  Group${n}:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: group ${n}\n      SecurityGroupIngress:\n        - IpProtocol: tcp\n          FromPort: 443\n          ToPort: 443\n          CidrIp: 0.0.0.0/0\n`,
    ][i % 3] ?? '';
    parts.push(part);
    count += part.split('\n').length - 1;
  }
  return parts.join('');
}

/** The start of a resource's properties behind a share of the text. */
function placeIn(text: string, share: number): number {
  const mark = '    Properties:\n';
  const found = text.indexOf(mark, Math.floor(text.length * share));
  return (found < 0 ? text.indexOf(mark) : found) + mark.length;
}
