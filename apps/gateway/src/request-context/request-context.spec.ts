import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { ANONYMOUS } from '@fusionbridge/core';
import { contextOf, openRequestContext } from './request-context.js';

function request(): IncomingMessage {
  return new IncomingMessage(new Socket());
}

describe(contextOf.name, () => {
  it('begins with an anonymous caller and no body', () => {
    const { caller, prefixKey, body } = contextOf(request());
    expect([caller, prefixKey, body.raw, body.files]).toEqual([ANONYMOUS, null, null, []]);
  });

  it('is one for each request: what one sets, another does not see', () => {
    const [one, other] = [request(), request()];
    contextOf(one).caller = { id: 'key-1', owner: 'elena' };
    expect(contextOf(one).caller.owner).toBe('elena');
    expect(contextOf(other).caller).toBe(ANONYMOUS);
  });

  it('keeps the time of the middleware that opened it', () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1000);
    const opened = request();
    openRequestContext(opened, undefined, () => undefined);
    clock.mockReturnValue(2000);
    expect(contextOf(opened).arrivedAt).toBe(1000);
    clock.mockRestore();
  });
});
