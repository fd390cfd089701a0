/** The shapes of countries, from Natural Earth by way of world-atlas; they come with the map and not before. */
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-110m.json";

/** ISO 3166: two letters, and the number by which the shapes are known. Only of countries that have a shape. */
const CODES =
  "AE784AF004AL008AM051AO024AQ010AR032AT040AU036AZ031BA070BD050BE056BF854BG100BI108BJ204BN096BO068BR076BS044BT064" +
  "BW072BY112BZ084CA124CD180CF140CG178CH756CI384CL152CM120CN156CO170CR188CU192CY196CZ203DE276DJ262DK208DO214DZ012" +
  "EC218EE233EG818EH732ER232ES724ET231FI246FJ242FK238FR250GA266GB826GE268GH288GL304GM270GN324GQ226GR300GT320GW624" +
  "GY328HN340HR191HT332HU348ID360IE372IL376IN356IQ368IR364IS352IT380JM388JO400JP392KE404KG417KH116KP408KR410KW414" +
  "KZ398LA418LB422LK144LR430LS426LT440LU442LV428LY434MA504MD498ME499MG450MK807ML466MM104MN496MR478MW454MX484MY458" +
  "MZ508NA516NC540NE562NG566NI558NL528NO578NP524NZ554OM512PA591PE604PG598PH608PK586PL616PR630PS275PT620PY600QA634" +
  "RO642RS688RU643RW646SA682SB090SD729SE752SI705SK703SL694SN686SO706SS728SV222SY760SZ748TD148TF260TG768TH764TJ762" +
  "TL626TM795TN788TR792TT780TW158TZ834UA804UG800US840UY858UZ860VE862VN704VU548YE887ZA710ZM894ZW716";
const NUMBER = new Map([...CODES.matchAll(/([A-Z]{2})(\d{3})/g)].map(([, letters, number]) => [letters!, number!]));

const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** Every country's shape. */
export const countries: FeatureCollection<Geometry, { name: string }> = feature(topology, topology.objects.countries);

/** The shape of a country by its two letters; null where it is too small for these shapes. */
export function shapeOf(iso3166: string): Feature<Geometry, { name: string }> | null {
  const number = NUMBER.get(iso3166.toUpperCase());
  return countries.features.find(({ id }) => id === number && number !== undefined) ?? null;
}
