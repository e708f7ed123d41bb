import { VendorHttpModule } from '@fusionbridge/http';
import { PromptingModule } from '@fusionbridge/prompting';
import { Module } from '@nestjs/common';
import { CHAT_BACKENDS } from './chat-backend.js';
import { ChatService } from './chat.service.js';
import { OpenAiCompatibleBackend } from './openai-compatible/openai-compatible.backend.js';
import { YouComBackend } from './you-com/you-com.backend.js';

/** In order: the first one that is set up answers where nobody is meant. A new backend is a folder and a name here. */
const BACKENDS = [OpenAiCompatibleBackend, YouComBackend];

/** Answers chats. */
@Module({
  imports: [VendorHttpModule, PromptingModule],
  providers: [
    ...BACKENDS,
    { provide: CHAT_BACKENDS, useFactory: (...backends) => backends, inject: BACKENDS },
    ChatService,
  ],
  exports: [ChatService],
})
export class ChatModule {}
