import { ApiProperty } from '@nestjs/swagger';

/** Whether the prompt was shortened. */
export class PromptSummaryDto {
  /** `none`: painted as it came. `llm`: by a language model. `extract`: by the bridge, from the prompt's own words. */
  @ApiProperty({ enum: ['none', 'llm', 'extract'] })
  by!: 'none' | 'llm' | 'extract';

  /** For people: why so; what went wrong with the language model as well. */
  @ApiProperty({ example: 'it is short enough' })
  why!: string;
}
