import { IsBoolean } from 'class-validator';

/** How chats are passed on. */
export class ChatEnv {
  /** Writes every event of a streamed chat into the log, secrets blanked out. What people say is in it. */
  @IsBoolean({ message: 'true or false' })
  DEBUG_STREAM_TAP: boolean = false;
}
