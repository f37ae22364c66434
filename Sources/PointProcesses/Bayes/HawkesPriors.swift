import Randomness
import RealModule

/// What is believed before the data, all of it settable.
public struct HawkesPriors: Hashable, Sendable {
  /// The median of the mean lag, days.
  public var lagMedian = 3.0
  /// The standard deviation of the logarithm of the mean lag; 1.63 puts 95 % between about 0.1 and
  /// 60 days with the median of 3.
  public var lagDeviation = 1.63
  /// The mean of the strength g, which is half-normal: zero is possible, and the spectral radius is
  /// not held below 1.
  public var strengthMean = 0.3
  /// The standard deviation of the logarithm of the kernel's shape around its typical value.
  public var shapeDeviation = 0.5
  /// The centre of the baseline rate, events a day; nil takes the rate of the data.
  public var rateCentre: Double?
  /// The standard deviation of the logarithm of the baseline rate around its centre.
  public var rateDeviation = 2.0
  /// The scale of the half-normal prior of the baseline's steps from knot to knot.
  public var stepScale = 0.5

  /// The standard deviation of dated steps and weekday effects, in the logarithm of the rate.
  public var effectDeviation = 1.0

  /// The usual priors.
  public init() {}

  /// Log density of a mean lag as a function of its logarithm, up to a constant.
  package func logLag(_ logMean: Double) -> Double {
    let z = (logMean - Double.log(lagMedian)) / lagDeviation
    return -0.5 * z * z
  }

  /// Log density of a strength, up to a constant.
  package func logStrength(_ g: Double) -> Double {
    // The mean of a half-normal is its scale times sqrt(2 / pi).
    let scale = strengthMean * (Double.pi / 2).squareRoot()
    return -0.5 * (g / scale) * (g / scale)
  }

  /// Log density of a shape as a function of its logarithm, up to a constant.
  func logShape(_ logShape: Double, typical: Double) -> Double {
    let z = (logShape - Double.log(typical)) / shapeDeviation
    return -0.5 * z * z
  }
}

extension HawkesPriors {
  /// Baselines drawn from the prior; without a centre of the rate their level is left.
  package func drawBaseline(_ baseline: inout LogBaseline, using random: inout RandomStream) {
    for i in baseline.level.indices {
      if let rateCentre {
        baseline.priorLevel[i] = Double.log(rateCentre)
        baseline.level[i] = Double.log(rateCentre) + rateDeviation * random.normal()
      }
      baseline.deviation[i] = (stepScale * random.normal()).magnitude
      baseline.innovations[i] = baseline.innovations[i].map { _ in random.normal() }
      baseline.effects[i] = baseline.effects[i].map { _ in effectDeviation * random.normal() }
      baseline.refresh(i)
    }
  }

  /// A strength drawn from the prior.
  public func drawStrength(using random: inout RandomStream) -> Double {
    (strengthMean * (Double.pi / 2).squareRoot() * random.normal()).magnitude
  }

  /// A lag distribution drawn from the prior of a model.
  public func drawLag(_ model: HawkesModel, using random: inout RandomStream) -> LagDistribution {
    var mean = 0.0
    repeat {
      mean = lagMedian * Double.exp(lagDeviation * random.normal())
    } while !model.lagRange.contains(mean)
    var shape = model.fixedShape ?? model.family.typicalShape
    if model.estimatesShape {
      repeat {
        shape = model.family.typicalShape * Double.exp(shapeDeviation * random.normal())
      } while !model.family.shapeRange.contains(shape)
    }
    return LagDistribution(family: model.family, mean: mean, checkedShape: shape)
  }
}
