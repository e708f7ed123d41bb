import { KeepingRepository } from '@fusionbridge/persistence';
import { Test } from '@nestjs/testing';
import { CleanUpSchedule } from './clean-up-schedule.js';
import { KeptPictures } from './kept-pictures.js';

describe(KeptPictures.name, () => {
  it('counts once in half a minute, however often it is asked, and again after a failure', async () => {
    const tally = jest.fn(async () => ({ pictures: 1, bytes: 2, oldest: 3 }));
    const module = await Test.createTestingModule({
      providers: [
        KeptPictures,
        { provide: KeepingRepository, useValue: { tally } },
        { provide: CleanUpSchedule, useValue: { last: null } },
      ],
    }).compile();
    const kept = module.get(KeptPictures);
    const asked = await Promise.all([kept.now(1000), kept.now(1000), kept.now(30_999)]);
    expect(asked[2]).toEqual({ pictures: 1, bytes: 2, oldest: 3, lastCleanUp: null });
    expect(tally).toHaveBeenCalledTimes(1);
    await kept.now(31_000);
    expect(tally).toHaveBeenCalledTimes(2);
    tally.mockRejectedValueOnce(new Error('locked'));
    await expect(kept.now(90_000)).rejects.toThrow('locked');
    await expect(kept.now(90_001)).resolves.toMatchObject({ pictures: 1 });
  });
});
