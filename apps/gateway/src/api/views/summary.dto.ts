import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'PromptSummary', description: 'Whether and how the prompt was shortened.' })
export class PromptSummaryDto {
  /** `none`: unchanged; `llm`: shortened by a language model; `extract`: shortened by the bridge, using the prompt's own words. */
  @ApiProperty({ enum: ['none', 'llm', 'extract'] })
  by!: 'none' | 'llm' | 'extract';

  /** The reason, including a failure of the language model. */
  @ApiProperty({ example: 'it is short enough' })
  why!: string;
}
