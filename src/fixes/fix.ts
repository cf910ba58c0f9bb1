/**
 * What is a quick fix? One recipe in language-neutral edit verbs.
 * Must not cut text itself: text edits come from the language's verbs.
 */
import type { Finding } from '../analysis';
import type { Language, Tree } from '../languages';
import type { SettingModels } from '../models';
import type { Policy } from '../policy';
import type { TextEdit } from '../text';

/** What a fix may look at: the finding, its file's tree and language, the policy. */
export interface FixContext {
  readonly finding: Finding;
  readonly tree: Tree;
  readonly language: Language;
  readonly policy: Policy;
  /** What is known of configuration. */
  readonly settings: SettingModels;
  /** Why the user accepts the finding, in their words; only `suppress` asks for it. */
  readonly reason?: string;
}

export interface Fix {
  readonly id: string;
  title(context: FixContext): string;
  /** `safe`: may run on save without a look; `review`: changes what the program does. */
  readonly safety: 'safe' | 'review';
  /** Edits of the finding's own file, or null where the fix does not apply at this place. */
  apply(context: FixContext): readonly TextEdit[] | null;
}
