/**
 * Which rules hold in which file, and how severe are they? By the packs that reach it, the user's settings, and the caley.yaml that rules it. Must
 * not hold anything against them.
 */
import { RuleBook } from '../analysis';
import type { Disclosing, Published } from '../analysis';
import type { Policy, Rule, Severity } from '../policy';
import type { Looking, Lookings } from './looking';
import type { Reach } from './own-packs';
import type { Configuration } from './types';

/** What books are made of, as it is now. */
export interface BookParts {
  readonly policy: Policy;
  readonly reach: Reach;
  readonly lookings: Lookings;
  readonly configuration: Configuration;
  readonly published: Published;
  readonly disclosing: readonly Disclosing[];
}

export class Books {
  /** By the packs whose rules hold, and the caley.yaml that says something of rules. */
  private readonly made = new Map<string, RuleBook>();

  constructor(private readonly parts: () => BookParts) {}

  /** To be done when any part is another. */
  clear(): void {
    this.made.clear();
  }

  for(path: string): RuleBook {
    const { reach, lookings } = this.parts();
    const packs = reach.packsAt(path);
    const ruling = lookings.of(path);
    const looking = ruling === null || ruling.rules.length === 0 ? null : ruling;
    const key = [...packs, '', looking?.path ?? ''].join('\n');
    let book = this.made.get(key);
    if (book === undefined) this.made.set(key, (book = this.make(packs, looking)));
    return book;
  }

  /** Whether a rule is followed in the files that a caley.yaml rules. */
  isOn(rule: Rule | undefined, looking: Looking | null): boolean {
    const severity = rule === undefined ? 'off' : this.severityOf(rule, looking);
    return rule !== undefined && severity !== 'off' && (rule.state === 'stable' || this.parts().configuration.drafts || severity !== undefined);
  }

  /** What a project says of its rules holds for everybody; of others the user's settings do. */
  private severityOf(rule: Rule, looking: Looking | null): Severity | 'off' | undefined {
    const { lookings, configuration } = this.parts();
    return lookings.severityOf(rule.id, looking) ?? configuration.rules.get(rule.id);
  }

  private make(packs: ReadonlySet<string>, looking: Looking | null): RuleBook {
    const { policy, reach, configuration: { within = '' }, published, disclosing } = this.parts();
    const rules: Rule[] = [];
    for (const rule of policy.rules.values()) {
      if (!this.isOn(rule, looking) || !reach.holds(rule.id, packs)) continue;
      const severity = this.severityOf(rule, looking);
      rules.push(severity === undefined || severity === 'off' ? rule : { ...rule, severity });
    }
    return new RuleBook(within === '' ? policy : { ...policy, settingOf: (path) => policy.settingOf(path.startsWith(`${within}/`) ? path.slice(within.length + 1) : path) }, rules, published, disclosing);
  }
}
