import RealModule

/// The parameters of one responder as a vector for the optimizer, and back.
///
/// Order: the baseline's pieces (rates, zero or more), then for each provoker the strength g (zero
/// or more, but for signed effects of other streams), the logarithm of the lag's location, and the logarithm of the shape if it is
/// estimated. Each pair may be located by another ``LagLocation``.
package struct ResponderLayout: Sendable {
  let model: HawkesModel
  /// The stream that responds.
  let responder: Int
  /// The location of each provoker's kernel.
  let locations: [LagLocation]
  /// No baseline rate beyond this is searched, events a day.
  let highestRate: Double

  package init(
    model: HawkesModel, responder: Int, locations: [LagLocation], highestRate: Double
  ) {
    self.model = model
    self.responder = responder
    self.locations = locations
    self.highestRate = highestRate
  }

  /// The layout for a responder of a history. The most likely rate of a piece is at most its acts
  /// over its length; ten times that, and ten acts more, is beyond any profile.
  init(
    model: HawkesModel, locations: [LagLocation], history: EventHistory, responder: Int
  ) throws(PointProcessError) {
    let shortest = try model.baseline.lengths(duration: history.duration).min() ?? history.duration
    self.init(
      model: model, responder: responder, locations: locations,
      highestRate: (10 * history.actCount(of: responder) + 10) / shortest)
  }

  var pieceCount: Int { model.baseline.pieceCount }
  private var stride: Int { model.estimatesShape ? 3 : 2 }

  func strength(_ provoker: Int) -> Int { pieceCount + stride * provoker }
  func location(_ provoker: Int) -> Int { strength(provoker) + 1 }
  func shape(_ provoker: Int) -> Int? { model.estimatesShape ? strength(provoker) + 2 : nil }

  var count: Int { model.parametersPerResponder }

  var lowerBounds: [Double] {
    let cross = model.effects == .signed ? -ResponderLayout.strongest : 0
    return bounds(own: 0, cross: cross, lag: \.lowerBound, shape: \.lowerBound, rate: 0)
  }

  var upperBounds: [Double] {
    let most = ResponderLayout.strongest
    return bounds(own: most, cross: most, lag: \.upperBound, shape: \.upperBound, rate: highestRate)
  }

  /// No conflict is known in which one act directly brings about fifty of the other side.
  private static let strongest = 50.0

  private func bounds(
    own: Double, cross: Double, lag: KeyPath<ClosedRange<Double>, Double>,
    shape: KeyPath<ClosedRange<Double>, Double>, rate: Double
  ) -> [Double] {
    var result = [Double](repeating: rate, count: pieceCount)
    for provoker in 0..<model.streamCount {
      result.append(provoker == responder ? own : cross)
      result.append(Double.log(model.lagRange[keyPath: lag]))
      if model.estimatesShape { result.append(Double.log(model.family.shapeRange[keyPath: shape])) }
    }
    return result
  }

  func kernel(_ provoker: Int, _ vector: [Double]) -> LagDistribution {
    let shape = self.shape(provoker).map { Double.exp(vector[$0]) } ?? model.fixedShape ?? 1
    let ratio = locations[provoker].logRatio(family: model.family, shape: shape)
    return LagDistribution(
      family: model.family, mean: Double.exp(vector[location(provoker)] - ratio.value),
      checkedShape: shape)
  }

  func vector(rates: [Double], strengths: [Double], lags: [LagDistribution]) -> [Double] {
    var result = rates
    for (provoker, lag) in lags.enumerated() {
      result.append(strengths[provoker])
      result.append(Double.log(locations[provoker].value(of: lag)))
      if model.estimatesShape { result.append(Double.log(lag.shape)) }
    }
    return result
  }
}
