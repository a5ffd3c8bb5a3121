import type { MethodEntry } from '../method-entry.ts';

const folder = 'effects';
const metafor = 'metafor 5.1-12';

const from =
  (file: string, reference: string) =>
  (name: string, source: string): MethodEntry => ({ name, source, file: `${folder}/${file}`, reference });

const correlation = from('correlation-effects.ts', metafor);
const mean = from('mean-effects.ts', metafor);
const table = from('table-effects.ts', metafor);
const olderTable = from('table-effects.ts', 'metafor 3.8-1');
const proportion = from('proportion-effects.ts', metafor);
const fromCorrelation = from('correlation-conversions.ts', metafor);
const fromDifference = from('difference-conversions.ts', metafor);
const artefacts = from('hunter-schmidt.ts', 'psychometric 2.3');
const cox = 'Cox and Snell (1989)';
const hasselblad = 'Hasselblad and Hedges (1995)';

/** Effect sizes and their conversions. */
export const methods: MethodEntry[] = [
  correlation('COR', 'Borenstein (2009), equation 12.27'),
  correlation('UCOR', 'Olkin and Pratt (1958), equation 2.3'),
  correlation('ZCOR', 'Fisher (1921); Borenstein (2009), equation 12.29'),
  correlation('PCOR', 'Aloe and Becker (2012); metafor since 4.4'),
  from('correlation-effects.ts', 'algebra on PCOR')('ZPCOR', 'Fisher (1924): 1 / (n − m − 2)'),
  from('correlation-effects.ts', 'metafor 3.8-1')('SPCOR', 'Aloe and Becker (2012)'),
  correlation('ZSPCOR', 'Aloe and Becker (2012), with the delta method'),
  mean('MD', 'Borenstein (2009), equation 12.5'),
  mean('SMD', 'Hedges (1981); Hedges (1982), equation 8'),
  mean('SMDH', 'Bonett (2008, 2009); metafor since 4.6'),
  mean('SMD1', 'Hedges (1981)'),
  mean('ROM', 'Hedges, Gurevitch and Curtis (1999), equation 1; Lajeunesse (2015)'),
  mean('RBIS', 'Soper (1914); Jacobs and Viechtbauer (2017)'),
  mean('D2ORN', cox),
  from('mean-effects.ts', 'metafor 3.8-1')('D2ORL', hasselblad),
  table('OR', 'Fleiss and Berlin (2009)'),
  table('RR', 'Fleiss and Berlin (2009)'),
  table('RD', 'Fleiss and Berlin (2009)'),
  table('AS', 'Rücker, Schwarzer, Carpenter and Olkin (2009)'),
  table('PETO', 'Yusuf, Peto, Lewis, Collins and Sleight (1985)'),
  table('PHI', 'Yule (1912), p. 603'),
  olderTable('YUQ', 'Yule (1912)'),
  table('YUY', 'Yule (1912)'),
  from('tetrachoric.ts', metafor)('RTET', 'Pearson (1900); Brown (1977)'),
  table('OR2DN', cox),
  olderTable('OR2DL', hasselblad),
  proportion('PR', 'Fleiss, Levin and Paik (2003), section 2.1'),
  proportion('PLN', 'Agresti (2013), section 3.1, delta method'),
  proportion('PLO', 'Agresti (2013), section 3.1, delta method'),
  proportion('PAS', 'Freeman and Tukey (1950), without their correction'),
  proportion('PFT', 'Freeman and Tukey (1950)'),
  from('reported-precision.ts', metafor)(
    'ratio from its interval',
    'Cochrane Handbook 6.4 (2023), section 6.3.2',
  ),
  from('reported-precision.ts', 'R 4.2.2')("interval through Fisher's z", 'Fisher (1921)'),
  from('scales.ts', metafor)('transf.rtoz', 'Fisher (1921)'),
  from('scales.ts', metafor)('transf.ztor', 'Fisher (1921)'),
  from('scales.ts', metafor)('transf.logit', 'Berkson (1944): log odds'),
  from('scales.ts', metafor)('transf.ilogit', 'Berkson (1944): log odds'),
  from('scales.ts', metafor)('transf.arcsin', 'Bartlett (1947): variance-stabilising angle'),
  from('scales.ts', metafor)('transf.iarcsin', 'Bartlett (1947): variance-stabilising angle'),
  from('correlation-conversions.ts', 'effectsize 0.8.3')('t to r', 'Rosenthal (1991), p. 19'),
  from('correlation-conversions.ts', 'esc 0.5.1')('chi-squared to r', 'Rosenthal (1991), p. 19'),
  fromCorrelation('transf.dtorpb', 'Borenstein et al. (2009), equations 7.7 and 7.9'),
  fromCorrelation('transf.rtorpb', 'Hunter and Schmidt (1990)'),
  fromCorrelation('transf.rpbtorbis', 'Hunter and Schmidt (1990)'),
  from('correlation-conversions.ts', 'effectsize 0.8.3')(
    'odds ratio to r',
    `${hasselblad}; Borenstein et al. (2009)`,
  ),
  from('correlation-conversions.ts', 'the formula')('β to r', 'Peterson and Brown (2005), |β| up to .5'),
  from('difference-conversions.ts', 'compute.es 0.2-5')(
    'means to d',
    'Borenstein et al. (2009), equations 4.18 to 4.20',
  ),
  from('difference-conversions.ts', 'esc 0.5.1')('t to d', 'Borenstein (2009), table 12.1'),
  from('difference-conversions.ts', 'esc 0.5.1')('F to d', 'Borenstein (2009), table 12.1'),
  from('difference-conversions.ts', 'esc 0.5.1')(
    'chi-squared to d',
    'Borenstein et al. (2009), equation 7.5',
  ),
  fromDifference('transf.rpbtod', 'Borenstein et al. (2009), equations 7.5 and 7.6'),
  fromDifference('transf.lnortod.logis', hasselblad),
  fromDifference('transf.dtolnor.logis', hasselblad),
  fromDifference('transf.lnortod.norm', cox),
  fromDifference('transf.dtolnor.norm', cox),
  from('attenuation.ts', 'psychometric 2.3')(
    'attenuation',
    'Spearman (1904); Hunter and Schmidt (2004), chapter 3',
  ),
  from('attenuation.ts', 'algebra')('range restriction', 'Thorndike (1949), case II'),
  artefacts(
    'Hunter and Schmidt, bare bones',
    'Hunter, Schmidt and Jackson (1982), chapter 2; Whitener (1990)',
  ),
  artefacts('Hunter and Schmidt, artefact distribution', 'Hunter and Schmidt (2004), chapter 4'),
  from('hunter-schmidt.ts', 'algebra on bare bones')(
    'Hunter and Schmidt, individually corrected',
    'Hunter and Schmidt (2004), chapter 3',
  ),
];
