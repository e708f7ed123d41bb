import type { SwaggerCustomOptions } from '@nestjs/swagger';

/** Two overlapping pictures. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="2" y="2" width="20" height="20" rx="5" fill="#0f766e"/><rect x="10" y="10" width="20" height="20" rx="5" fill="#f59e0b" fill-opacity=".9"/></svg>`;

const CSS = `
.swagger-ui { font-family: system-ui, sans-serif; }
.swagger-ui .topbar { display: none; }
.swagger-ui .info { margin: 32px 0 16px; }
.swagger-ui .info .title { color: #0f766e; }
.swagger-ui .info .title small.version-stamp { background: #0f766e; }
.swagger-ui .scheme-container { background: none; box-shadow: none; padding: 8px 0; }
.swagger-ui .opblock-tag { font-size: 20px; }
.swagger-ui .opblock .opblock-summary-method { border-radius: 6px; }
.swagger-ui .opblock.opblock-post { border-color: #0f766e; background: rgba(15, 118, 110, .06); }
.swagger-ui .opblock.opblock-post .opblock-summary { border-color: #0f766e; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #0f766e; }
.swagger-ui .btn.execute { background: #0f766e; border-color: #0f766e; }
`;

/** Options of the page at `/docs`. All its scripts and styles are served by the bridge itself. */
export const DOCS_PAGE: SwaggerCustomOptions = {
  jsonDocumentUrl: 'docs-json',
  customSiteTitle: 'FusionBridge API',
  customfavIcon: `data:image/svg+xml;base64,${Buffer.from(ICON).toString('base64')}`,
  customCss: CSS,
  swaggerOptions: {
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    persistAuthorization: true,
  },
};
