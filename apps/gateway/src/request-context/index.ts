export { contextOf, openRequestContext, type RequestContext } from './request-context.js';
export { type FormFile, NO_BODY, type ReceivedBody } from './received-body.js';
