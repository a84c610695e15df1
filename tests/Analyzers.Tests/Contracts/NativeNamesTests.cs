using BoundaryLint.Contracts;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

public sealed class NativeNamesTests
{
    [Theory]
    [InlineData("kv_open", "open", "kv")]
    [InlineData("kv_open_memory", "open", "kv_memory kv")]
    [InlineData("sqlite3_open_v2", "open", "sqlite3")]
    [InlineData("rd_kafka_conf_new", "new", "rd_kafka_conf")]
    [InlineData("leveldb_create_iterator", "create", "leveldb_iterator")]
    [InlineData("leveldb_cache_create_lru", "create", "leveldb_cache_lru")]
    [InlineData("rd_kafka_init_transactions", "init", "rd_kafka_transactions")]
    [InlineData("TF_NewGraph", "new", "tf_graph")]
    [InlineData("TF_LoadSessionFromSavedModel", "load", "tf_session_from_saved_model tf_session")]
    [InlineData("CreateStore", "create", "store")]
    [InlineData("sfTexture_copyToImage", "copy", "sf_image image")]
    public void A_creating_name_is_read_in_its_likeliest_ways(string name, string verb, string stems)
    {
        var read = NativeNames.AsAcquirer(name);
        Assert.NotNull(read);
        Assert.Equal((verb, stems), (read.Value.Verb, string.Join(" ", read.Value.Stems)));
    }

    [Theory]
    [InlineData("kv_close", "close", "kv")]
    [InlineData("kv_close_v2", "close", "kv")]
    [InlineData("leveldb_iter_destroy", "destroy", "leveldb_iter")]
    [InlineData("TF_DeleteStatus", "delete", "tf_status")]
    [InlineData("CloseStore", "close", "store")]
    public void A_releasing_name_names_what_it_releases(string name, string verb, string stem) => Assert.Equal((verb, stem), NativeNames.AsReleaser(name));

    [Theory]
    [InlineData("kv_get")]
    [InlineData("open")]
    [InlineData("")]
    public void Other_names_create_nothing(string name) => Assert.Null(NativeNames.AsAcquirer(name));
}
