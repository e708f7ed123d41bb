import { BridgeError } from '@fusionbridge/core';
import { type ImageEndpoint, Settings } from '@fusionbridge/settings';
import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';

const ENDPOINT = 'fusionbridge:image-endpoint';

/** Method decorator: a route that `<name>_config.enabled` of `model_config.json` switches off. */
export function Endpoint(name: ImageEndpoint): MethodDecorator {
  return applyDecorators(SetMetadata(ENDPOINT, name), UseGuards(EndpointGuard));
}

/** Answers for routes that are switched off, before their bodies are read. */
@Injectable()
class EndpointGuard implements CanActivate {
  constructor(
    private readonly settings: Settings,
    private readonly reflector: Reflector,
  ) {}

  /** @throws BridgeError `not_found` */
  canActivate(context: ExecutionContext): boolean {
    refuseUnlessServed(this.settings, this.reflector.get<ImageEndpoint>(ENDPOINT, context.getHandler()));
    return true;
  }
}

/** @throws BridgeError `not_found` for what the operator has switched off */
export function refuseUnlessServed(settings: Settings, name: ImageEndpoint): void {
  if (!settings.modelConfig.serves(name)) {
    throw new BridgeError({
      kind: 'not_found',
      message: `/v1/images/${name} is switched off here (pipeline.${name}_config.enabled of model_config.json).`,
    });
  }
}
