import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsOptional, IsString, Matches, Min } from 'class-validator';

/** You.com's agents, which chat (contracts/vendors-b.md §9). */
export class YouComEnv {
  /** One key; a list of them is taken for one. */
  @IsOptional()
  @IsString()
  YOU_COM_API_KEY?: string = undefined;

  /** Answers where neither `agent_id` nor `model` names an agent. */
  @Matches(/^[\w.:-]{1,200}$/, { message: 'express, advanced, or the id of an agent' })
  YOU_COM_DEFAULT_AGENT: string = 'express';

  /** Up to and including `/v1`. */
  @OperatorAddress({ version: 'v1', hint: ', such as https://api.you.com/v1' })
  YOU_COM_BASE_URL: string = 'https://api.you.com/v1';

  /** For the answer to begin, and again for each piece of it. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  YOU_COM_TIMEOUT_SECONDS: number = 300;
}
