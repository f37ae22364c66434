import Estimation
import LinearAlgebra
import RealModule

/// Whether a series changes at a dated act, in level and in slope, against what the same comparison
/// says at dates where nothing is known to have happened.
public struct InterruptedSeries: Hashable, Sendable {
  /// The change at one date.
  public struct Change: Hashable, Sendable {
    /// Periods before it.
    public let position: Int
    /// The change of level: of the mean, or of its logarithm for counts.
    public let level: Double
    /// Its standard error, robust to correlation over time.
    public let levelError: Double
    /// The change of slope, a period.
    public let slope: Double
    /// Its standard error.
    public let slopeError: Double
  }

  /// The change at the act.
  public let change: Change
  /// The changes at placebo dates before and after it.
  public let placebos: [Change]
  /// The share of dates, the act's among them, with as large a change of level for its error.
  public let placeboShare: Double

  /// Compares before and after.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - position: Periods before the act.
  ///   - width: Periods looked at on each side.
  ///   - isCount: Whether a Poisson regression is fitted rather than least squares.
  /// - Throws: ``TimeSeriesError``.
  public init(
    _ values: [Double], position: Int, width: Int, isCount: Bool
  ) throws(TimeSeriesError) {
    guard width >= 6, position >= width, position + width <= values.count else {
      throw .optionOutOfRange(
        "\(width) periods on each side of period \(position + 1) are not all there; at least 6 are "
          + "needed")
    }
    change = try InterruptedSeries.change(values, position, width, isCount)
    var placebos: [Change] = []
    // Placebo windows end before the act or begin with it: the act itself must not be in them.
    var place = position - width
    while place >= width {
      if let other = try? InterruptedSeries.change(values, place, width, isCount) {
        placebos.append(other)
      }
      place -= max(1, width / 2)
    }
    place = position + width
    while place + width <= values.count {
      if let other = try? InterruptedSeries.change(values, place, width, isCount) {
        placebos.append(other)
      }
      place += max(1, width / 2)
    }
    self.placebos = placebos
    func size(_ change: Change) -> Double { (change.level / change.levelError).magnitude }
    let own = size(change)
    placeboShare =
      Double(1 + placebos.count { size($0) >= own }) / Double(1 + placebos.count)
  }

  private static func change(
    _ values: [Double], _ position: Int, _ width: Int, _ isCount: Bool
  ) throws(TimeSeriesError) -> Change {
    let slice = Array(values[(position - width)..<(position + width)])
    let design = Matrix(
      (0..<(2 * width)).map { row in
        let time = Double(row - width) + 0.5
        return [1, time, row >= width ? 1 : 0, row >= width ? time : 0]
      })
    if isCount {
      let fit = try CountRegression(counts: slice, design: design)
      let errors = try fit.standardErrors(.neweyWest(lag: nil))
      return Change(
        position: position, level: fit.coefficients[2], levelError: errors[2],
        slope: fit.coefficients[3], slopeError: errors[3])
    }
    do {
      let fit = try LeastSquares(design: design, responses: Matrix(column: slice))
      let errors = try Sandwich.leastSquares(
        design: design, residuals: fit.residuals, inverseGram: fit.inverseGram,
        kind: .neweyWest(lag: nil)
      ).diagonal.map { $0.squareRoot() }
      guard errors[2] > 0 else {
        throw TimeSeriesError.segmentWithoutVariance(first: position - width, last: position - 1)
      }
      return Change(
        position: position, level: fit.coefficients[2, 0], levelError: errors[2],
        slope: fit.coefficients[3, 0], slopeError: errors[3])
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
