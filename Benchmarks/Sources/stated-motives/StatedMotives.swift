/// What statements of motives can and cannot show.
///
///     stated-motives PART [REPLICATES]
///
/// PART is calibration, honest, pretexts, pretext-world or severity. Each prints CSV rows with a header.
@main struct StatedMotives {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let replicates = arguments.count > 2 ? Int(arguments[2]) : nil
    switch arguments.count > 1 ? arguments[1] : "" {
    case "calibration": try await Calibration.run(replicates ?? 200)
    case "honest": try await Cover.runHonest(replicates ?? 200)
    case "pretexts": try await Cover.runPretexts(replicates ?? 200)
    case "pretext-world": try await Cover.runWorld(replicates ?? 200)
    case "severity": try await Cover.runSeverity(replicates ?? 200)
    default:
      print(
        "usage: stated-motives calibration|honest|pretexts|pretext-world|severity [REPLICATES]")
    }
  }
}
