import { addressesIn } from './addresses.js';
import { Job } from './pixeldojo.schemas.js';

describe(addressesIn.name, () => {
  it.each([
    [{ image: 'a' }, ['a']],
    [{ image: { url: 'a' }, images: [] }, ['a']],
    [{ images: ['a', 'b'] }, ['a', 'b']],
    [{ image: 'a', images: ['a', 'b'] }, ['a', 'b']],
    [{ assets: [{ url: 'a' }, { url: 'b' }] }, ['a', 'b']],
    [{ video: 'a' }, []],
    [undefined, []],
  ])('finds in %j %j', (output, addresses) => {
    expect(addressesIn(Job.parse({ status: 'completed', output }))).toEqual(addresses);
  });
});
