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
    /// Its standard error: see ``InterruptedSeries/init(_:position:width:isCount:)``.
    public let levelError: Double
    /// The change of slope, a period.
    public let slope: Double
    /// Its standard error.
    public let slopeError: Double
    /// Periods compared less coefficients.
    public let degreesOfFreedom: Int

    /// The interval of the change of level, by Student's t.
    public func levelInterval(_ confidence: Double) -> ClosedRange<Double> {
      let law = StudentT(degreesOfFreedom: Double(degreesOfFreedom))
      let reach = law.quantile(0.5 + confidence / 2) * levelError
      return (level - reach)...(level + reach)
    }
  }

  /// Whether counts are compared on the logarithm of their mean; not where one side has no event.
  public let isCount: Bool

  /// The change at the act.
  public let change: Change
  /// The changes at placebo dates before and after it.
  public let placebos: [Change]
  /// The share of dates, the act's among them, with as large a change of level for its error.
  public let placeboShare: Double

  /// Compares before and after.
  ///
  /// Standard errors are the larger of two: Newey and West's with residuals over 1 minus their
  /// leverage, and those of residuals that follow a first-order autoregression. With the first kind
  /// alone and plain residuals, a level that never moved is found to move in .21 of series with 12
  /// periods a side and .12 with 30, where .05 is meant; with the larger in .03 to .05, and in .05
  /// to .08 where the level drifts with a memory of a day and a half.
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
    guard (6...max(6, values.count)).contains(width), position >= width,
      position <= values.count - width
    else {
      throw .optionOutOfRange(
        "The series has no \(width) periods on each side of row \(position). Use a width of 6 or more "
          + "and an act farther from the ends.")
    }
    // Where one side has no event, the change of the logarithm has no end.
    let sides = [position - width, position].map { start in
      values[start..<(start + width)].contains { $0 != 0 }
    }
    let isCount = isCount && !sides.contains(false)
    self.isCount = isCount
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
    if isCount,
      !slice.prefix(width).contains(where: { $0 != 0 })
        || !slice.suffix(width).contains(where: { $0 != 0 })
    {
      throw .segmentWithoutVariance(first: position - width, last: position + width - 1)
    }
    let coefficients: [Double]
    let fitted: Fitted
    do {
      if isCount {
        let fit = try CountRegression(counts: slice, design: design)
        guard fit.separation == nil else {
          throw TimeSeriesError.segmentWithoutVariance(
            first: position - width, last: position + width - 1)
        }
        coefficients = fit.coefficients
        fitted = Fitted(
          design: design, residuals: zip(slice, fit.means).map { $0 - $1 }, weights: fit.means,
          bread: try fit.covariance(.expected))
      } else {
        let fit = try LeastSquares(design: design, responses: Matrix(column: slice))
        coefficients = fit.coefficients.column(0)
        fitted = Fitted(
          design: design, residuals: fit.residuals.column(0),
          weights: [Double](repeating: 1, count: 2 * width), bread: fit.inverseGram)
      }
      let errors = try fitted.errors
      guard errors[2] > 0 else {
        throw TimeSeriesError.segmentWithoutVariance(first: position - width, last: position - 1)
      }
      return Change(
        position: position, level: coefficients[2], levelError: errors[2], slope: coefficients[3],
        slopeError: errors[3], degreesOfFreedom: 2 * width - 4)
    } catch {
      throw (error as? TimeSeriesError) ?? TimeSeriesError(error)
    }
  }

  /// A regression as its errors need it.
  private struct Fitted {
    let design: Matrix
    /// Values less what is expected.
    let residuals: [Double]
    /// Variances of the values up to a factor.
    let weights: [Double]
    /// The inverse of the information.
    let bread: Matrix

    /// Standard errors: for each coefficient the larger of the two kinds.
    var errors: [Double] {
      get throws(LinearAlgebraError) {
        let leverages = zip(try Sandwich.leverages(design, bread), weights).map { $0 * $1 }
        var scores = design
        for row in 0..<design.rows {
          // A leverage of one leaves no residual to enlarge.
          let factor = residuals[row] / max(1e-8, 1 - leverages[row])
          for column in 0..<design.columns { scores[row, column] *= factor }
        }
        let lag = CoefficientCovariance.defaultLag(observations: design.rows)
        let robust = try Sandwich.covariance(bread: bread, scores: scores, lag: lag).diagonal
        let standard = zip(residuals, weights).map { $0 / $1.squareRoot() }
        let squares = standard.reduce(0) { $0 + $1 * $1 }
        let products = zip(standard, standard.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        let terms = Double(design.columns)
        // Residuals of a fit correlate by about -terms / T even where the errors do not.
        let memory = squares > 0 ? products / squares + terms / Double(design.rows) : 0
        let bounded = min(max(memory, 0), 0.95)
        let scale =
          squares / (Double(design.rows) - terms) * (1 + bounded) / (1 - bounded)
        return zip(robust, bread.diagonal).map { max($0, scale * $1).squareRoot() }
      }
    }
  }
}
