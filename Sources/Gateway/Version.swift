/// The program's version, as it is written into journals and shown by `parcelgate --version`.
public enum Version {
    public static let text = "0.1.0"
}
