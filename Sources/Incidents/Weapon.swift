/// What an act was carried out with, as coarse as reports allow one to compare.
public enum Weapon: String, CaseIterable, Hashable, Sendable {
  /// Unguided rockets.
  case rocket
  /// Guided missiles.
  case missile
  /// Drones that strike or drop munitions.
  case drone
  /// A strike by aircraft.
  case airstrike
  /// Guns and howitzers.
  case artillery
  /// Mortars.
  case mortar
  /// Helicopters or fixed-wing gunships.
  case gunship
  /// A bomb of any other kind.
  case bomb
  /// An improvised explosive device.
  case ied
  /// A suicide attack.
  case suicide
  /// Small arms.
  case shooting
  /// An assault or raid on the ground.
  case ground
  /// Ships and boats.
  case naval
  /// An attack on computers.
  case cyber
  /// A weapon that is none of these.
  case other
  /// A weapon that nobody states.
  case unknown
}
