import { onOrOff, Setting, SettingsSection, wholeNumber } from '@fusionbridge/settings';

/** Prompt summaries. */
@SettingsSection('Long prompts')
export class SummaryEnv {
  @Setting('Shortens long prose to a description of what can be seen: [prompting.md](prompting.md)', onOrOff)
  ENABLE_SUMMARIZATION: boolean = true;

  @Setting(
    'Maximum number of words in a summary; names that have to be put back come on top',
    wholeNumber({ from: 10, to: 2000 }),
  )
  SUMMARY_MAX_LENGTH: number = 300;
}
