import { isRoutePolicy, onlyProvider, ROUTE_ORDERS, ROUTE_POLICY_FORMS } from './route-policy.js';

describe(isRoutePolicy.name, () => {
  it.each([...ROUTE_ORDERS, 'only:fal', 'only:sd-webui', 'only:my.server', 'only:2nd'])(
    'accepts %j',
    (text) => {
      expect(isRoutePolicy(text)).toBe(true);
    },
  );

  it.each([
    '',
    'Ordered',
    'random',
    'only:',
    'only:Fal',
    'only:-fal',
    'only:a b',
    'only:fal\n',
    1,
    null,
    undefined,
  ])('refuses %j', (text) => {
    expect(isRoutePolicy(text)).toBe(false);
  });

  it('accepts every form that messages name', () => {
    const forms = ROUTE_POLICY_FORMS.split(', ').map((form) => form.replace('<provider>', 'fal'));
    expect(forms.filter((form) => !isRoutePolicy(form))).toEqual([]);
  });
});

describe(onlyProvider.name, () => {
  it('is the provider of `only:`', () => {
    expect(onlyProvider('only:sd-webui')).toBe('sd-webui');
    expect(ROUTE_ORDERS.map(onlyProvider)).toEqual(ROUTE_ORDERS.map(() => null));
  });
});
