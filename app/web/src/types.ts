/** The shapes of answers by the names that the page uses; they come from the OpenAPI document (`make page`). */
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Ref = Schemas["Ref"];
export type AlikeRows = Schemas["AlikeRows"];
export type Speaker = Schemas["Speaker"];
export type Denier = Schemas["Denier"];
export type Range = Schemas["Range"];
export type Count = Schemas["Count"];
export type Flow = Schemas["Flow"];
export type Figure = Schemas["Figure"];
export type Validity = Schemas["Validity"];
export type Statement = Schemas["Statement"];
export type WholeStatement = Schemas["WholeStatement"];
export type StatementAnswer = Schemas["StatementAnswer"];
export type CustodyAnswer = Schemas["CustodyAnswer"];
export type CustodyRow = Schemas["CustodyRow"];
export type SeriesAnswer = Schemas["SeriesAnswer"];
export type SeriesRow = Schemas["SeriesRow"];
export type LedgerAnswer = Schemas["LedgerAnswer"];
export type LedgerRow = Schemas["LedgerRow"];
export type ChainAnswer = Schemas["ChainAnswer"];
export type PlansAnswer = Schemas["PlansAnswer"];
export type PlanRow = Schemas["PlanRow"];
export type AlliancesAnswer = Schemas["AlliancesAnswer"];
export type AllianceRow = Schemas["AllianceRow"];
export type AlliancesSeriesAnswer = Schemas["AlliancesSeriesAnswer"];
export type AlliancesDiffAnswer = Schemas["AlliancesDiffAnswer"];
export type AlliancesDiffRow = Schemas["AlliancesDiffRow"];
export type BalanceAnswer = Schemas["BalanceAnswer"];
export type NetworkAnswer = Schemas["NetworkAnswer"];
export type NetworkNode = Schemas["NetworkNode"];
export type ContestedAnswer = Schemas["ContestedAnswer"];
export type ContestedRow = Schemas["ContestedRow"];
export type SilencesAnswer = Schemas["SilencesAnswer"];
export type SpellsAnswer = Schemas["NetworkSpellsAnswer"];
/** start, end, sign, mixed, certainty, knownCertainty, support; days of both ends are in it. */
export type Spell = Schemas["SpellsEdge"]["spells"][number];
export type EntityAnswer = Schemas["EntityAnswer"];
export type Entity = Schemas["Entity"];
export type EntitiesAnswer = Schemas["EntitiesAnswer"];
export type EntityStatementsAnswer = Schemas["EntityStatementsAnswer"];
export type MethodsAnswer = Schemas["MethodsAnswer"];
export type StoriesAnswer = Schemas["StoriesAnswer"];
export type StoryAnswer = Schemas["StoryAnswer"];
export type SourcesAnswer = Schemas["SourcesAnswer"];
export type SourceAnswer = Schemas["SourceAnswer"];
export type Source = Schemas["Source"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type Match = Schemas["Match"];
export type ChosenQuestion = Schemas["ChosenQuestion"];
export type ReadClause = Schemas["ReadClause"];
export type ProposedPair = Schemas["ProposedPair"];
export type MatchesAnswer = Schemas["MatchesAnswer"];
export type ReadQuestion = Schemas["ReadQuestion"];
export type StatusAnswer = Schemas["StatusAnswer"];
export type TableAnswer = Schemas["TableAnswer"];
export type CheckAnswer = Schemas["CheckAnswer"];
export type CheckRow = Schemas["CheckRow"];
export type SheetTab = Schemas["SheetTab"];
export type PreviewAnswer = Schemas["PreviewAnswer"];
export type LoadAnswer = Schemas["LoadAnswer"];
export type QueriesAnswer = Schemas["QueriesAnswer"];
export type SavedQuery = Schemas["SavedQuery"];
export type SavedQueryAnswer = Schemas["SavedQueryAnswer"];

/** What every answer of rows has beside its rows. */
export interface Framed {
  readonly dataVersion: number;
  readonly summary?: string;
  readonly notes: readonly string[];
  readonly truncated?: boolean;
  readonly next?: string | null;
}
export type WordsAnswer = Schemas["WordsAnswer"];
export type Word = WordsAnswer["rows"][number];
