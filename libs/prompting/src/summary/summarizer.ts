import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { ServiceError } from '../service/service-error.js';
import type { ChatMessage } from '../llm/chat.js';
import { LlmClient } from '../llm/llm-client.js';
import type { LlmEndpoint } from '../llm/llm-endpoints.js';
import { extract } from './extract/extract.js';
import { namesIn, withNames } from './names.js';
import { plainText } from './plain-text.js';
import { SummarizerCooldown } from './summarizer-cooldown.js';
import { digestOf, SummaryMemory } from './summary-memory.js';
import { SummaryTemplate } from './summary-template.js';
import { SummaryEnv } from './summary.env.js';
import { reasonToLeave, wordsOfPrompt } from './worth-summarizing.js';
import { summaryIn } from './written-by-model.js';

/** A text that may be too long for an image prompt. */
export interface SummaryRequest {
  readonly text: string;
  /** Names and trigger words that must be kept if they occur in the text. */
  readonly keep: readonly string[];
  /** Context for the language model, such as who is in the image. Never part of the summary. */
  readonly context?: string;
  /** Uses no language model, so that the summary costs nothing. Default: false. */
  readonly offline?: boolean;
}

/** The result of summarizing a text. */
export interface Summary {
  readonly summary: string;
  /** `none`: the text is unchanged. `llm`: written by a language model. `extract`: clauses of the text, selected offline. */
  readonly by: 'none' | 'llm' | 'extract';
  /** The reason for `by`, for display. */
  readonly why: string;
}

/** A word takes about 1.5 tokens; reasoning models need additional room. */
const TOKENS_FOR_WORD = 2;
const TOKENS_TO_SPARE = 512;

/** Turns prose into prompts. Works without a language model and never fails. */
@Injectable()
export class Summarizer {
  private readonly memory = new SummaryMemory();
  private readonly cooldown = new SummarizerCooldown();

  constructor(
    private readonly settings: CurrentSettings,
    private readonly llm: LlmClient,
    private readonly template: SummaryTemplate,
  ) {}

  /** ENABLE_SUMMARIZATION. */
  get enabled(): boolean {
    return this.settings.section(SummaryEnv).ENABLE_SUMMARIZATION;
  }

  private get limit(): number {
    return this.settings.section(SummaryEnv).SUMMARY_MAX_LENGTH;
  }

  /** The last failure of the language model; null while it works or if none is set up. */
  get failing(): string | null {
    return this.cooldown.reason;
  }

  /** Everything besides the text that determines a summary, as data for cache keys. */
  get cacheKeyPart(): unknown {
    const model = this.llm.endpoint('summarize')?.model ?? null;
    return { enabled: this.enabled, limit: this.limit, model, template: this.template.text };
  }

  /** A text of at most SUMMARY_MAX_LENGTH words plus names that had to be added again, or the unchanged text. */
  async summarize(request: SummaryRequest): Promise<Summary> {
    const why = this.reasonToLeave(request);
    if (why !== null) {
      return { summary: request.text, by: 'none', why };
    }
    const names = namesIn(request.text, request.keep);
    const written = await this.written({ ...request, keep: names });
    const summary = withNames(written.summary, names);
    this.memory.noteOwn(summary);
    return { ...written, summary };
  }

  private reasonToLeave({ text, keep }: SummaryRequest): string | null {
    if (!this.enabled) {
      return 'ENABLE_SUMMARIZATION is off';
    }
    return this.memory.isOwn(text) ? 'it is a summary already' : reasonToLeave(text, keep, this.limit);
  }

  private async written(request: SummaryRequest): Promise<Summary> {
    if (request.offline === true) {
      return this.extracted(request, 'no language model is asked for what must cost nothing');
    }
    const endpoint = this.llm.endpoint('summarize');
    if (endpoint === null) {
      return this.extracted(request, 'no language model is set up');
    }
    try {
      const summary = await this.asked(request, endpoint);
      return { summary, by: 'llm', why: `written by ${endpoint.model}` };
    } catch (error) {
      if (error instanceof ServiceError) {
        return this.extracted(request, error.message);
      }
      throw error;
    }
  }

  private extracted({ text, keep }: SummaryRequest, why: string): Summary {
    const summary = extract(passageIn(text), keep, wordsOfPrompt(this.limit));
    return { summary, by: 'extract', why };
  }

  private asked({ text, keep, context = '' }: SummaryRequest, { model }: LlmEndpoint): Promise<string> {
    const key = digestOf(model, this.template.text, String(this.limit), context, text, ...keep);
    return this.memory.recall(key, async () => {
      const passage = passageIn(text);
      const messages: ChatMessage[] = [
        { role: 'system', content: this.template.filled(keep, this.limit) },
        { role: 'user', content: context === '' ? passage : `${context}\n\n---\n\n${passage}` },
      ];
      const answer = await this.cooldown.around(() =>
        this.llm.complete('summarize', messages, {
          // Concurrent callers share the answer, so none of them may abort it; it has a time limit.
          signal: new AbortController().signal,
          maxTokens: this.limit * TOKENS_FOR_WORD + TOKENS_TO_SPARE,
        }),
      );
      return summaryIn(answer, this.limit);
    });
  }
}

/** The plain text of a message, or the message itself if nothing would be left. */
function passageIn(text: string): string {
  const plain = plainText(text);
  return plain === '' ? text : plain;
}
