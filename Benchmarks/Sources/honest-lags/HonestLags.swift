/// What the posterior of lags and strengths is worth when times are known only as intervals.
///
///     honest-lags PART [REPLICATES]
///
/// PART is windows, windows-smooth, ties, days, totals, few, calibration or cover. Each prints CSV rows with a header.
@main struct HonestLags {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let replicates = arguments.count > 2 ? Int(arguments[2]) : nil
    switch arguments.count > 1 ? arguments[1] : "" {
    case "windows": try await Windows.run(replicates ?? 200)
    case "windows-smooth": try await Windows.runSmooth(replicates ?? 200)
    case "ties": try await Windows.runTies(replicates ?? 200)
    case "days": try await WholeDays.run(replicates ?? 200)
    case "totals": try await Totals.run(replicates ?? 200)
    case "few": try await Windows.runFew(replicates ?? 1000)
    case "calibration": try await Calibration.run(replicates ?? 500)
    case "cover": try await Cover.run(replicates ?? 40)
    default:
      print(
        "usage: honest-lags windows|windows-smooth|ties|days|totals|few|calibration|cover "
          + "[REPLICATES]")
    }
  }
}
