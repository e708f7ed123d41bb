import { BridgeError, type Caller, type Fidelity, type Job, type RoutePolicy } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { ClientConnection } from '../../responses/index.js';
import { PictureBase64 } from '../../responses/picture-base64.js';
import type { ReadingContext } from '../../bodies/index.js';
import { type CallIdentity, partOfCall } from '../../generation/call-identity.js';
import { GenerationService } from '../../generation/generation.service.js';
import { refuseWhenStrict } from '../../generation/strictness.js';
import { generationInfo } from './responses/generation-info.js';
import type { Painted, PaintedPicture } from './responses/painted.js';
import { type EchoedPictures, parametersEcho } from './responses/parameters-echo.js';
import { SecondPass } from './responses/second-pass.js';
import type { GenerationBody } from './body/generation-body.dto.js';
import type { Img2ImgBody } from './body/img2img-body.dto.js';
import type { Txt2ImgBody } from './body/txt2img-body.dto.js';
import { DIALECT } from './callers/own-jobs.js';
import { inClientsWords } from './responses/field-names.js';
import { leftOutOfImg2Img, leftOutOfTxt2Img } from './request/left-out.js';
import { type RequestedShot, RequestWriter, type WrittenRequests } from './request/request-writer.js';
import { StartPictures } from './request/start-picture.js';

/** The caller, its connection, and how the pictures are to be generated. */
export interface GenerationContext {
  readonly caller: Caller;
  readonly client: ClientConnection;
  readonly routing: RoutePolicy | null;
  readonly fidelity: Fidelity;
  readonly identity: CallIdentity;
  /** Whether the result cache may be used. */
  readonly cache: boolean;
}

/** Generates the pictures of a `txt2img` or `img2img` body and builds the response. */
@Injectable()
export class PaintingService {
  constructor(
    private readonly writer: RequestWriter,
    private readonly start: StartPictures,
    private readonly generation: GenerationService,
    private readonly secondPass: SecondPass,
  ) {}

  /** @throws BridgeError */
  async txt2img(body: Txt2ImgBody, context: GenerationContext): Promise<object> {
    const enlargement = this.secondPass.asked(body);
    const written = this.writer.write(body, context.caller, null);
    const degradations = [
      ...leftOutOfTxt2Img(body),
      ...written.degradations,
      ...(enlargement?.degradations ?? []),
    ];
    refuseWhenStrict(context.fidelity, degradations);
    const painted = await this.paint({ ...written, degradations }, context);
    if (enlargement === null) {
      return answerOf(body, painted, null);
    }
    const pictures = await Promise.all(
      painted.pictures.map(async (one) => ({
        ...one,
        result: await this.secondPass.enlarge(one.result, enlargement.size, written.output),
      })),
    );
    const lost = this.secondPass.lostBy(painted.pictures.map(({ result }) => result));
    return answerOf(body, { ...painted, pictures, degradations: [...painted.degradations, ...lost] }, null);
  }

  /** @throws BridgeError */
  async img2img(body: Img2ImgBody, pictures: ReadingContext, context: GenerationContext): Promise<object> {
    const { echoed, ...start } = await this.start.read(body, pictures);
    const written = this.writer.write(body, context.caller, { ...start, strength: body.denoising_strength });
    const degradations = [...leftOutOfImg2Img(body), ...written.degradations];
    refuseWhenStrict(context.fidelity, degradations);
    return answerOf(body, await this.paint({ ...written, degradations }, context), echoed);
  }

  /** Waits for all jobs before it reports a failed one, so that the pictures of the others are kept. */
  private async paint(written: WrittenRequests, context: GenerationContext): Promise<Painted> {
    const { caller, client, routing, fidelity, cache, identity } = context;
    if (client.clientGone.aborted) {
      throw new BridgeError({
        kind: 'cancelled',
        message: 'The client went away before anything was painted.',
      });
    }
    const ends = await this.generation.generateAll(
      written.shots.map(({ request }, index) => ({
        request: { ...request, routing, fidelity },
        sizeField: 'width',
        caller,
        client,
        cache,
        dialect: DIALECT,
        identity: partOfCall(identity, index),
      })),
    );
    const jobs = ends.map(endedWell).map((job) => ({
      ...job,
      degradations: inClientsWords(job.degradations),
    }));
    const pictures = jobs.flatMap((job, index) => picturesOf(job, written.shots[index]));
    return { jobs, pictures, degradations: written.degradations };
  }
}

function endedWell(end: PromiseSettledResult<Job>): Job {
  if (end.status === 'rejected') {
    throw end.reason;
  }
  return end.value;
}

function picturesOf(job: Job, requested: RequestedShot | undefined): PaintedPicture[] {
  const { prompt, negativePrompt } = requested?.shot ?? job.request;
  return job.results.map((result) => ({ result, prompt, negativePrompt }));
}

/** Pictures only, never a grid at their head; LibreChat and Open WebUI would show it. */
function answerOf(body: GenerationBody, painted: Painted, echoed: EchoedPictures | null): object {
  const images = painted.pictures.map((one) => new PictureBase64(one.result));
  return {
    images: body.send_images ? images : [],
    parameters: parametersEcho(body, echoed),
    info: generationInfo(body, painted),
  };
}
