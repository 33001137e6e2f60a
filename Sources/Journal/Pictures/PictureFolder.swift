import Crypto
@_spi(PictureStore) import Entries
import Platform
import Readings

/// Pictures of held parcels on the disk: `<folder>/<two digits>/<hash of the sealed file>`. Each is sealed with a key of its
/// own, which lies in the sealed part of the entry that names the file: erasing the entry's key slot erases the picture, in
/// every backup too.
public struct PictureFolder: Sendable {
    public let path: String

    /// Larger files are none of ours.
    static let sizeLimit = 128 << 20

    public init(_ path: String) { self.path = path }

    /// Seals a picture and writes it; when it returns, the file and the folders above it are on the disk.
    public func store(_ picture: [UInt8]) throws(SystemError) -> Stored {
        let key = Randomness.bytes(Seal.keySize)
        let sealed = Seal.close(picture, key: key, number: (0, 0))
        let hash = Hash.of(sealed).description
        let folder = path + "/" + hash.prefix(2)
        try Files.makeDirectory(folder, mode: 0o700)
        try Files.replace(folder + "/" + hash, with: sealed, mode: 0o600)
        return Stored(
            PictureStored.Place(file: hash, size: sealed.count, key: Hexadecimal.text(key)))
    }

    /// The picture that an entry names; nil when it was erased, is gone, or is not what was written.
    public func open(_ stored: PictureStored) -> [UInt8]? {
        guard let key = stored.key.flatMap(Hexadecimal.bytes), Hash(hexadecimal: stored.file) != nil,
            let sealed = try? Files.read(
                path + "/" + stored.file.prefix(2) + "/" + stored.file, limit: Self.sizeLimit),
            Hash.of(sealed).description == stored.file
        else { return nil }
        return Seal.open(sealed, key: key, number: (0, 0))
    }
}

/// A picture whose file and folder have been synced. Only this room can make one, and an entry that names a picture needs
/// one: so no entry names a picture that a power cut could take away.
public struct Stored: ~Copyable, Sendable {
    private let place: PictureStored.Place

    init(_ place: PictureStored.Place) { self.place = place }

    /// The entry that names the picture.
    public consuming func entry(
        _ frame: FrameID, type: String, of origin: PictureStored.Origin, withheld: Bool
    ) -> EntryBody {
        .pictureStored(PictureStored(frame, at: place, type: type, of: origin, withheld: withheld))
    }
}
