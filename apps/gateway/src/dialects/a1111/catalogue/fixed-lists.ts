/** `GET /upscalers`. `None` must be first: SillyTavern puts the latent modes behind it. */
export const RESAMPLERS = ['None', 'Lanczos'];

/** `GET /latent-upscale-modes`: what SillyTavern, RisuAI and A1111's own page send unless told otherwise. */
export const LATENT_UPSCALE_MODES = [{ name: 'Latent' }];

/** `GET /cmd-flags`: switches of the program that clients ask about. */
export const COMMAND_FLAGS: Readonly<Record<string, unknown>> = {
  api: true,
  api_auth: null,
  api_log: false,
  nowebui: true,
  listen: false,
  port: null,
  cors_allow_origins: null,
  share: false,
};
