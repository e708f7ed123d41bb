import { droppedCredentials } from './content-credentials.js';

describe(droppedCredentials.name, () => {
  it('is a degradation with the reason for it', () => {
    expect(droppedCredentials('the picture was resized')).toEqual({
      field: 'content_credentials',
      asked: "the vendor's signature (C2PA)",
      given: 'dropped',
      why: 'the picture was resized',
    });
  });
});
