// The golden files are what kubectl makes of k8s/. `npm run manifests` makes them anew.
import { parseObjects } from './objects';
import {
  golden,
  hasKubectl,
  kubectlKustomize,
  OVERLAYS,
  renderedOverlay,
  sourcesChecksum,
  writeGolden,
} from './rendered';

beforeAll(() => {
  if (process.env['WRITE_MANIFESTS']) OVERLAYS.forEach(writeGolden);
});

describe.each(OVERLAYS)('overlay %s', (overlay) => {
  it('has a golden file made of the sources as they are (else: npm run manifests)', () =>
    expect(golden(overlay).checksum).toBe(sourcesChecksum()));

  // Where there is no kubectl the checksum alone says whether the golden file is of these sources.
  (hasKubectl() ? it : it.skip)('is rendered by the kubectl of this machine as the golden file says', () =>
    expect(parseObjects(kubectlKustomize(overlay))).toEqual(renderedOverlay(overlay)),
  );
});
