# docker-bake.hcl — the image for servers and for the Pi, with a list of what is in it (SBOM) and of how it was made:
#   COMMIT=$(git rev-parse HEAD) IMAGE=registry.example.id/saring TAG=0.1.0 docker buildx bake --push
variable "IMAGE" {
  default = "saring"
}
variable "TAG" {
  default = "0.1.0"
}
variable "COMMIT" {
  default = ""
}

target "default" {
  context   = "."
  args      = { COMMIT = COMMIT }
  tags      = ["${IMAGE}:${TAG}"]
  platforms = ["linux/amd64", "linux/arm64"]
  attest    = ["type=sbom", "type=provenance,mode=max"]
}
