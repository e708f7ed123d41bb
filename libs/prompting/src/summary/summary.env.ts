import { IsBoolean, IsInt, Max, Min } from 'class-validator';

/** Whether and how prompts are shortened. */
export class SummaryEnv {
  /** Prose of more than 59 words becomes a description of what can be seen; without a language model too. */
  @IsBoolean({ message: 'true or false' })
  ENABLE_SUMMARIZATION: boolean = true;

  /** Words of a summary, at most; names that have to be put back come on top. */
  @IsInt({ message: 'a whole number from 10 to 2000' })
  @Min(10)
  @Max(2000)
  SUMMARY_MAX_LENGTH: number = 300;
}
