/**
 * The tables as the code sees them; docs/schema.md explains and draws them. Times are ISO 8601 texts in UTC, JSON is
 * text that the stores parse, truth values are 0 and 1: the same on SQLite and PostgreSQL. Rows that people edit carry
 * `version` for optimistic locking and `removed_at` so that a removal can be undone.
 */
import type { Generated } from 'kysely';

export interface Schema {
  // Accounts: the four tables of better-auth, which reads and writes them.
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;

  review: ReviewTable;
  member: MemberTable;
  history: HistoryTable;
  counter: CounterTable;

  concept: ConceptTable;
  concept_wording: ConceptWordingTable;
  code: CodeTable;
  code_wording: CodeWordingTable;
  evidence_note: EvidenceNoteTable;

  import_batch: ImportBatchTable;
  import_entry: ImportEntryTable;
  reference: ReferenceTable;

  study: StudyTable;
  study_code: StudyCodeTable;
  report: ReportTable;
  claim: ClaimTable;
  claim_stage: ClaimStageTable;
  claim_flag: ClaimFlagTable;
  estimate: EstimateTable;
  comparison: ComparisonTable;
  comparison_rival: ComparisonRivalTable;
  comparison_claim: ComparisonClaimTable;

  certainty_judgement: CertaintyJudgementTable;
  certainty_domain: CertaintyDomainTable;
  certainty_study: CertaintyStudyTable;

  case_table: CaseTableTable;
  case_condition: CaseConditionTable;
  case_row: CaseRowTable;

  edition: EditionTable;
  edition_link: EditionLinkTable;
  edition_status: EditionStatusTable;
  withheld: WithheldTable;
  job: JobTable;
}

export interface UserTable {
  id: string;
  name: string;
  email: string;
  email_verified: unknown;
  image: string | null;
  created_at: unknown;
  updated_at: unknown;
}

export interface SessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: unknown;
  ip_address: string | null;
  user_agent: string | null;
  created_at: unknown;
  updated_at: unknown;
}

export interface AccountTable {
  id: string;
  user_id: string;
  account_id: string;
  provider_id: string;
  password: string | null;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: unknown;
  refresh_token_expires_at: unknown;
  scope: string | null;
  created_at: unknown;
  updated_at: unknown;
}

export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: unknown;
  created_at: unknown;
  updated_at: unknown;
}

export interface ReviewTable {
  id: string;
  /** Its name in addresses and on the command line; unique. */
  slug: string;
  title: string;
  question: string;
  /** What a reader must know of it before any number: "a purposive sample, not a systematic review". */
  caveat: string;
  language: string;
  /** Key of the focal factor. */
  focal_factor: string;
  /** Counts up with every change of a concept or code; claims remember under which one they were coded. */
  codebook_version: number;
  rubric: string;
  rungs: string;
  /** Ever wider meanings of a factor, as JSON: of which factor, and its steps. Null: none are listed. */
  widenings: string | null;
  /** Seeds every resampling. */
  seed: number;
  version: Generated<number>;
  created_at: string;
  removed_at: string | null;
}

export interface MemberTable {
  review_id: string;
  user_id: string;
  role: 'owner' | 'editor' | 'coder' | 'viewer';
  created_at: string;
}

/** Who changed what from what to what. Rows are only ever added: triggers refuse anything else. */
export interface HistoryTable {
  id: Generated<number>;
  review_id: string;
  at: string;
  user_id: string;
  /** Table of the changed row. */
  noun: string;
  row_id: string;
  /** The row's version after the change. */
  row_version: number;
  verb: 'create' | 'change' | 'remove' | 'restore';
  /** The row before and after, as JSON; null where there was or is none. */
  before: string | null;
  after: string | null;
  /** The change that this one takes back. */
  undoes: number | null;
}

/** The last number given out for short names such as C129. */
export interface CounterTable {
  review_id: string;
  noun: string;
  last: number;
}

/** The stable identity of a factor or outcome; its wording at `version` is the current one. */
export interface ConceptTable {
  id: string;
  review_id: string;
  kind: 'factor' | 'outcome';
  key: string;
  position: number;
  version: Generated<number>;
}

export interface ConceptWordingTable {
  concept_id: string;
  version: number;
  parent_id: string | null;
  label: string;
  definition: string;
  include: string;
  exclude: string;
  sources: string;
  role: 'factor' | 'bundle' | 'mediator';
  reverse: number;
  distance: number | null;
  retired: number;
  created_at: string;
}

/** The stable identity of an allowed value of a list. */
export interface CodeTable {
  id: string;
  review_id: string;
  list: string;
  key: string;
  position: number;
  version: Generated<number>;
}

export interface CodeWordingTable {
  code_id: string;
  version: number;
  label: string;
  description: string;
  /** Place in the order of the list; null stands outside it. */
  rank_order: number | null;
  tier: string | null;
  rank: number | null;
  retired: number;
  created_at: string;
}

export interface EvidenceNoteTable {
  review_id: string;
  key: string;
  position: number;
  label: string;
  definition: string;
}

/** One import: a file on its way into the library. */
export interface ImportBatchTable {
  id: string;
  review_id: string;
  user_id: string;
  file_name: string;
  /** SHA-256 of the file's bytes. */
  file_hash: string;
  file_size: number;
  format: string | null;
  encoding: string | null;
  /** reading → ready → committed → undone; or failed, or discarded before it was committed. */
  state: 'reading' | 'ready' | 'committed' | 'undone' | 'failed' | 'discarded';
  found: number;
  kept: number;
  repaired: number;
  lost: number;
  /** Issues as JSON, the first thousand. */
  issues: string;
  /** Why it failed, for the person who brought the file. */
  failure: string | null;
  version: Generated<number>;
  created_at: string;
  committed_at: string | null;
  undone_at: string | null;
}

/** One entry of a file, between reading and committing; afterwards what became of it. */
export interface ImportEntryTable {
  batch_id: string;
  position: number;
  line: number | null;
  cite_key: string;
  title: string;
  /** Author and year as shown in the preview. */
  label: string;
  outcome: 'kept' | 'repaired' | 'lost';
  verdict: 'new' | 'duplicate' | 'lost';
  /** Why it counts as a duplicate, and of what. */
  reason: string | null;
  duplicate_of: string | null;
  /** Whether committing takes it in. */
  included: number;
  /** What it became. */
  reference_id: string | null;
  /** CSL-JSON and the entry as it stood in the file; emptied once the reference holds them. */
  csl: string | null;
  raw: string | null;
}

/** A bibliographic record: CSL-JSON, beside the entry as it was imported. */
export interface ReferenceTable {
  id: string;
  review_id: string;
  batch_id: string | null;
  cite_key: string;
  csl: string;
  raw: string;
  raw_format: string;
  raw_line: number | null;
  /** Derived from csl for lists, search and duplicates. */
  title: string;
  label: string;
  container: string;
  year: number | null;
  doi_key: string | null;
  title_key: string;
  search_text: string;
  /** Formatted citation as plain text, kept once a study needs it: formatting is slow. */
  citation: string | null;
  version: Generated<number>;
  created_at: string;
  removed_at: string | null;
}

export interface StudyTable {
  id: string;
  review_id: string;
  key: string;
  label: string;
  design: string | null;
  tier: string | null;
  n: number | null;
  n_unit: string | null;
  setting: string | null;
  note: string;
  codebook_version: number;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
  removed_at: string | null;
}

/** Facts of a study that may have several values: forms, motives, stages, linkage, sectors, countries. */
export interface StudyCodeTable {
  study_id: string;
  field: 'forms' | 'motives' | 'stages' | 'linkage' | 'sectors' | 'countries';
  code: string;
  position: number;
}

/** Which references report a study; position 0 is the main report. */
export interface ReportTable {
  study_id: string;
  reference_id: string;
  position: number;
}

export interface ClaimTable {
  id: string;
  review_id: string;
  study_id: string;
  key: string;
  factor_id: string;
  outcome_id: string | null;
  target_factor_id: string | null;
  direction: string;
  factor_pole: string;
  strength: string | null;
  attribution: string | null;
  source: string | null;
  same_source: string | null;
  locus: string | null;
  style: string | null;
  setting: string | null;
  mechanism: string;
  finding: string;
  finding_is: 'own_words' | 'quote';
  locator: string;
  source_url: string;
  note: string;
  codebook_version: number;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
  removed_at: string | null;
}

export interface ClaimStageTable {
  claim_id: string;
  code: string;
  position: number;
}

/** A coder's own answer to a flag; where there is none the rule answers. */
export interface ClaimFlagTable {
  claim_id: string;
  flag: string;
  answer: 'yes' | 'no';
}

export interface EstimateTable {
  id: string;
  review_id: string;
  study_id: string;
  key: string;
  a_concept_id: string;
  b_concept_id: string;
  type: string;
  value: number;
  n: number | null;
  n_unit: string | null;
  ci_low: number | null;
  ci_high: number | null;
  p_relation: string | null;
  p_value: number | null;
  adjusted: 'yes' | 'no' | null;
  same_source: string | null;
  locator: string;
  source_url: string;
  note: string;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
  removed_at: string | null;
}

export interface ComparisonTable {
  id: string;
  review_id: string;
  study_id: string;
  key: string;
  outcome_id: string;
  focal_factor_id: string;
  verdict: string;
  note: string;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
  removed_at: string | null;
}

export interface ComparisonRivalTable {
  comparison_id: string;
  factor_id: string;
  position: number;
}

export interface ComparisonClaimTable {
  comparison_id: string;
  claim_id: string;
  position: number;
}

/** How sure a review is of a factor → outcome (GRADE) or of a qualitative finding (CERQual). No row is "not judged". */
export interface CertaintyJudgementTable {
  id: string;
  review_id: string;
  key: string;
  approach: 'grade' | 'cerqual';
  factor_id: string;
  outcome_id: string | null;
  statement: string;
  start_level: 'high' | 'low' | null;
  /** Null while domains are open. */
  level: string | null;
  level_reason: string;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
  removed_at: string | null;
}

/** One domain of a judgement: what was decided, why, by whom and when. */
export interface CertaintyDomainTable {
  judgement_id: string;
  domain: string;
  rating: string;
  reason: string;
  /** A user, or `name:` and the name of somebody without an account here. */
  user_id: string;
  decided_at: string;
}

/** The studies behind a qualitative finding. */
export interface CertaintyStudyTable {
  judgement_id: string;
  study_id: string;
  position: number;
}

/** Coded cases for what is necessary or sufficient: which outcome, and from where on a row of the truth table counts. */
export interface CaseTableTable {
  id: string;
  review_id: string;
  key: string;
  title: string;
  /** Where the coding comes from, in words. */
  source: string;
  outcome_id: string;
  /** Anchors of the outcome where its values are raw: fully out, cross-over, fully in. Null: they are memberships. */
  exclusion: number | null;
  crossover: number | null;
  inclusion: number | null;
  inclusion_cut: number;
  frequency_cut: number;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
  removed_at: string | null;
}

/** A condition of a case table, with its anchors and what is expected of it. */
export interface CaseConditionTable {
  table_id: string;
  factor_id: string;
  position: number;
  expected: 'present' | 'absent' | null;
  exclusion: number | null;
  crossover: number | null;
  inclusion: number | null;
}

/** A case: its values as they were entered. */
export interface CaseRowTable {
  table_id: string;
  position: number;
  name: string;
  study_id: string | null;
  outcome: number | null;
  /** JSON: a number or null for each condition, in their order. */
  conditions: string;
}

/** A frozen, numbered bundle of a review. Its payload never changes; whether it still stands is said beside it. */
export interface EditionTable {
  id: string;
  review_id: string;
  number: number;
  /** SHA-256 of the payload. */
  hash: string;
  payload: string;
  user_id: string;
  created_at: string;
}

/** An unguessable read-only link to an edition. Only a digest of its token is kept. */
export interface EditionLinkTable {
  id: string;
  edition_id: string;
  token_hash: string;
  user_id: string;
  created_at: string;
  revoked_at: string | null;
  /** From then on it opens nothing; null: never. */
  expires_at: string | null;
  /** Salt and digest of a passphrase, as accounts/passphrase.ts writes them; null: none is asked for. */
  passphrase_hash: string | null;
}

/** What became of an edition after it was frozen. Rows are only ever added, and the newest holds. */
export interface EditionStatusTable {
  id: Generated<number>;
  edition_id: string;
  /** `public`: addressed by its hash, for good. */
  state: 'withdrawn' | 'reinstated' | 'public';
  reason: string;
  user_id: string;
  created_at: string;
}

/** Studies and claims that are marked as not for publication; no edition takes them in. */
export interface WithheldTable {
  row_id: string;
  review_id: string;
  noun: 'study' | 'claim';
  user_id: string;
  created_at: string;
}

/** Long work: what it is, how far it is, and how it ended. */
export interface JobTable {
  id: string;
  review_id: string;
  user_id: string;
  kind: 'read_import';
  /** What it works on: for read_import the batch. */
  subject_id: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number;
  message: string;
  created_at: string;
  updated_at: string;
}
