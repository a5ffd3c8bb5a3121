/** A line of docs/statistics.md: what a method is, where it comes from and what it is proven against. */
export interface MethodEntry {
  /** As the reference tests name it when they note a difference. */
  name: string;
  /** Paper or handbook, with the equation or page. */
  source: string;
  /** File within src/lib/core/stats. */
  file: string;
  /** The peer whose values it agrees with: "metafor 5.1-12". */
  reference: string;
}
