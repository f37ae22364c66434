/// The rate of one stream day by day, split by where it comes from; a mean over completed data sets.
public struct IntensityPath: Hashable, Sendable {
  /// The stream.
  public let stream: String
  /// The part that answers nothing, incidents a day.
  public let baseline: [Double]
  /// The part that each stream's incidents bring about, `excited[j][day]`.
  public let excited: [[Double]]
}
